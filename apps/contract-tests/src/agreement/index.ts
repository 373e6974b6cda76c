export { type AllFacts, allFacts, factsFromSite } from "./agreement.ts";
export type { Fact } from "./fact.ts";
export { type ClientModules, factsFromClient } from "./facts-from-client.ts";
export { factsFromMock, type MockModule } from "./facts-from-mock.ts";
export { factsFromSpec } from "./facts-from-spec.ts";
export { factsFromTypes, typesFile } from "./facts-from-types.ts";
export { type Difference, differencesIn, type Row, type Source, sentencesOf, tableOf } from "./table.ts";
