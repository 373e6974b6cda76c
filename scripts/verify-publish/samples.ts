// What a user writes with the packages. The operation is one of the document, whatever it is.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createExampleInput, listOperations, type Operation } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import { repository } from "../shared/repository.ts";

/**
 * The files of a user, by name.
 *
 * @param url the address of a provider
 */
export async function createSamples(url: string): Promise<Record<string, string>> {
  const operation = listOperations(readBundle()).find(({ method }) => method === "get") as Operation;
  const call = `client.${operation.operationId}(${JSON.stringify(createExampleInput(operation))})`;
  const makeClient = (baseUrl: string) =>
    `const client = createRunSummaryClient({ token: "any", baseUrl: ${baseUrl} });`;
  const readme = await readFile(join(repository, "packages/contract/README.md"), "utf8");
  const [, sample = ""] = /^```ts\n([\s\S]*?)^```/m.exec(readme) ?? [];
  return {
    "client.mjs": `import { createRunSummaryClient } from "@run-summary/client";

${makeClient(JSON.stringify(url))}
console.log("received", JSON.stringify(await ${call}).slice(0, 60));
`,
    "mock.mjs": `import { createRunSummaryClient } from "@run-summary/client";
import { startMock } from "@run-summary/mock";

const mock = await startMock({ stateful: true });
${makeClient("mock.apiUrl")}
await ${call};
console.log("recorded", mock.requests.length, "request");
await mock.close();
`,
    "check.mts": sample.replace(/"http:[^"]+"/, JSON.stringify(url)),
    "types.mts": `import { createRunSummaryClient } from "@run-summary/client";
import { checkProvider, type Contract } from "@run-summary/contract";
import { listBodyCases } from "@run-summary/contract/cases";
import { type Mock, startMock } from "@run-summary/mock";
import type { operations } from "@run-summary/types";

${makeClient('"http://127.0.0.1"')}
export const method: keyof operations = "${operation.operationId}";
export const value: Promise<object> = ${call};
export const mock: Promise<Mock> = startMock();
export const check = (contract: Contract) => checkProvider(contract, [], { url: "", token: "", timeLimit: 1 });
export const cases: unknown = listBodyCases;
`,
    "tsconfig.json": JSON.stringify({
      compilerOptions: { strict: true, module: "nodenext", target: "es2024", noEmit: true, types: [] },
      include: ["*.mts"],
    }),
  };
}
