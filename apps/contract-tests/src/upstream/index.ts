export { compareUpstream } from "./compare-upstream.ts";
export { findMistakes, type JudgedFact, judgeFacts, type Mistake } from "./find-mistakes.ts";
export { listNamedTypes, listUnknownTypes } from "./named-types.ts";
