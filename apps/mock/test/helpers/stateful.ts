import type { MockOptions } from "../../src/index.ts";
import { createDocument } from "./documents.ts";
import { temporaryMock } from "./requests.ts";
import { createCaller, type Library } from "./shelves.ts";

/** The content of a request or a response in JSON. */
export function createContent(schema: object, example?: unknown): object {
  return { content: { "application/json": { schema, ...(example === undefined ? {} : { example }) } } };
}

/** An operation that takes any object, and responds with this. */
export function createOperation(schema: object, example?: unknown, rest: object = {}): object {
  const responses = { 200: { description: "done", ...createContent(schema, example) } };
  return { responses, requestBody: createContent({ type: "object" }), ...rest };
}

/** The schema of a page of these items. */
export function createPageSchema(item: object, rest: object = {}): object {
  return { type: "object", properties: { value: { type: "array", items: item } }, ...rest };
}

/** The parameters in the path, which are texts. */
export function createPathParameters(...names: string[]): object {
  return {
    parameters: names.map((name) => ({ in: "path", name, required: true, schema: { type: "string" } })),
  };
}

/** Starts a stateful mock of these paths, and returns a function that sends requests to it. */
export async function startStateful(paths: object, options: MockOptions = {}): Promise<Library["call"]> {
  return createCaller(await temporaryMock({ spec: createDocument(paths), stateful: true, ...options }));
}
