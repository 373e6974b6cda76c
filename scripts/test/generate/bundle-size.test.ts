// What a user of one operation gets: the bundle does not hold the other operations, however many there are.
import { join } from "node:path";
import type { OpenApiDocument } from "@run-summary/openapi";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile } from "../../shared/compile.ts";
import { type ClientProject, createClientProject } from "./client-project.ts";

/** A document with two operations for each number, whose schemas are shared by nothing else. */
function createDocument(count: number): OpenApiDocument {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const json = (name: string) => ({ "application/json": { schema: { $ref: `#/components/schemas/${name}` } } });
  const responses = (number: number) => ({ "200": { description: "The thing.", content: json(`Thing${number}`) } });
  const createPathItem = (number: number) => ({
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    get: { operationId: `getThing${number}`, responses: responses(number) },
    patch: {
      operationId: `updateThing${number}`,
      requestBody: { required: true, content: json(`Thing${number}`) },
      responses: responses(number),
    },
  });
  const createSchema = (number: number) => ({
    type: "object",
    required: [`name${number}`],
    properties: {
      [`name${number}`]: { type: "string", maxLength: 80 },
      parts: { type: "array", items: { $ref: `#/components/schemas/Thing${number}` } },
    },
  });
  return {
    openapi: "3.1.1",
    info: { title: "Things", version: "1" },
    servers: [{ url: "https://things.example" }],
    paths: Object.fromEntries(numbers.map((number) => [`/things${number}/{id}`, createPathItem(number)])),
    components: { schemas: Object.fromEntries(numbers.map((number) => [`Thing${number}`, createSchema(number)])) },
  } as OpenApiDocument;
}

const sizes = [2, 400]; // operations
const projects = new Map<number, ClientProject>();
beforeAll(async () => {
  for (const size of sizes) {
    const project = await createClientProject(createDocument(size / 2));
    await compile("-p", join(project.folder, "packages/client/tsconfig.build.json"), "--noCheck");
    projects.set(size, project);
  }
});
afterAll(() => Promise.all([...projects.values()].map((project) => project.remove())));

/** The size in bytes of a module's bundle for browsers, minified, with the client of so many operations. */
async function measureBundle(operations: number, source: string): Promise<number> {
  const folder = projects.get(operations)?.folder ?? "";
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder },
    nodePaths: [join(folder, "node_modules")],
    ...{ bundle: true, minify: true, format: "esm", platform: "browser", target: "es2022", write: false },
  });
  return outputFiles[0]?.contents.length ?? 0;
}

const createSource = (operation: string, options: string) => `
  import { createOperationClient, createSender } from "@run-summary/client";
  import { ${operation} } from "@run-summary/client/operations";
  console.log(await createOperationClient({ ${operation} }, ${options}).${operation}({ id: "1", body: {} }));`;

describe.each([
  ["a GET that is sent once", "getThing0", '{ token: "token" }', 6000],
  ["a PATCH that is sent once, with the check of its body", "updateThing0", '{ token: "token" }', 8000],
  ["a GET with retries", "getThing0", 'createSender({ token: "token" })', 10_200],
  ["a PATCH with retries", "updateThing0", 'createSender({ token: "token" })', 12_000],
])("the bundle of %s", (_what, operation, options, limit) => {
  it.each(sizes)(`has at most ${limit} bytes where the API has %i operations`, async (size) => {
    expect(await measureBundle(size, createSource(operation, options))).toBeLessThanOrEqual(limit);
  });

  it("does not grow with the number of operations", async () => {
    const [small = 0, large = 0] = await Promise.all(
      sizes.map((size) => measureBundle(size, createSource(operation, options))),
    );

    expect(large).toBeLessThan(small + 20); // the minifier may choose longer names
  });
});

it("a bundle without validateResponse does not hold the checks of responses", async () => {
  const source =
    'import { createRunSummaryClient } from "@run-summary/client"; createRunSummaryClient({ token: "token" });';
  const validating = `import { validateResponse } from "@run-summary/client/validate"; validateResponse("a", 1);`;

  const [without, and] = await Promise.all([measureBundle(2, source), measureBundle(2, source + validating)]);

  expect(and).toBeGreaterThan(without + 100);
});
