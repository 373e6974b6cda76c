import type { Mock, MockOptions } from "../../src/index.ts";
import { createDocument } from "./documents.ts";
import { send, type TestResponse, temporaryMock } from "./requests.ts";

const date = { type: "string", format: "date-time" };
const shelf = {
  type: "object",
  required: ["id", "name", "createdDateTime"],
  properties: {
    "@odata.type": { type: "string" },
    id: { type: "string", format: "uuid", readOnly: true },
    name: { type: "string", minLength: 1, maxLength: 20 },
    room: { type: ["string", "null"], enum: ["attic", "cellar", null] },
    height: { type: ["integer", "null"] },
    isFull: { type: "boolean", default: false },
    createdDateTime: { ...date, readOnly: true },
    notes: { type: "string" },
    secret: { type: "string", writeOnly: true },
  },
};
const { id: _id, createdDateTime: _created, ...writable } = shelf.properties;
const book = {
  type: "object",
  required: ["isbn", "state"],
  properties: {
    isbn: { type: "integer" },
    state: { enum: ["read", "open"] },
    readDateTime: { ...date, type: ["string", "null"] },
  },
};
const summary = {
  type: "object",
  required: ["id", "readCount", "openCount", "lastReadDateTime"],
  properties: {
    id: { type: "string", readOnly: true },
    readCount: { type: "integer", "x-derived-from": { list: "books", count: { state: "read" } } },
    openCount: { type: "integer", "x-derived-from": { list: "books", count: { state: "open" } } },
    lastReadDateTime: {
      ...date,
      type: ["string", "null"],
      "x-derived-from": { list: "books", latest: "readDateTime" },
    },
    note: { type: "string" },
  },
};

export const exampleShelf = {
  "@odata.type": "#library.shelf",
  id: "11111111-1111-1111-1111-111111111111",
  name: "Example",
  room: "attic",
  height: 3,
  createdDateTime: "2020-01-01T00:00:00Z",
};
export const exampleBook = { isbn: 1, state: "read", readDateTime: "2020-01-02T00:00:00Z" };
export const exampleSummary = { id: "s", readCount: 7, openCount: 8, lastReadDateTime: "2020-01-03T00:00:00Z" };

function createResponse(schema: object, example: unknown): object {
  return { description: "done", content: { "application/json": { schema, example } } };
}

const notFound = createResponse(
  {
    type: "object",
    required: ["error"],
    properties: { error: { type: "object", properties: { code: { type: "string" } } } },
  },
  { error: { code: "NoSuchThing", message: "It is not here." } },
);

const taken = { ...notFound, description: "There is one already." };

function createOperation(success: Readonly<Record<string, object>>, rest: object = {}): object {
  return { responses: { ...success, 404: notFound }, ...rest };
}

function createBody(schema: object): object {
  return { requestBody: { required: true, content: { "application/json": { schema } } } };
}

function createPageSchema(item: object): object {
  const properties = {
    "@odata.count": { type: "integer" },
    "@odata.nextLink": { type: "string", format: "uri" },
    value: { type: "array", items: item },
  };
  return { type: "object", required: ["value"], properties };
}

function createParameters(...names: string[]): object {
  const types: Readonly<Record<string, object>> = {
    $top: { type: "integer", minimum: 0 },
    $skip: { type: "integer", minimum: 0 },
    $count: { type: "boolean" },
  };
  return { parameters: names.map((name) => ({ name, in: "query", schema: types[name] ?? { type: "string" } })) };
}

const nextLink = "https://library.example/shelves?$skip=1";
const shelfPage = createResponse(createPageSchema(shelf), { "@odata.nextLink": nextLink, value: [exampleShelf] });
const bookPage = createResponse(createPageSchema(book), { value: [exampleBook] });
const done = { 204: { description: "done" } };
const created = {
  ...createResponse(shelf, exampleShelf),
  headers: { Location: { schema: { type: "string" }, example: "https://library.example/shelves/1" } },
};
const oneShelf = { 200: createResponse(shelf, exampleShelf) };
const oneBook = { 200: createResponse(book, exampleBook) };
const oneSummary = { 200: createResponse(summary, exampleSummary) };
const newShelf = { type: "object", required: ["name"], properties: writable };
const createPathParameters = (...names: string[]) => ({
  parameters: names.map((name) => ({ name, in: "path", required: true, schema: { type: "string", maxLength: 50 } })),
});

const paths = {
  "/shelves": {
    get: createOperation(
      { 200: shelfPage },
      createParameters("$top", "$skip", "$count", "$select", "$orderby", "$filter", "$expand", "$search"),
    ),
    post: createOperation({ 201: created }, createBody(newShelf)),
  },
  "/shelves/$count": {
    get: createOperation(
      { 200: { description: "done", content: { "text/plain": { schema: { type: "integer" }, example: 1 } } } },
      createParameters("$filter"),
    ),
  },
  "/shelves/{shelfId}": {
    ...createPathParameters("shelfId"),
    get: createOperation(oneShelf, createParameters("$select", "$expand")),
    patch: createOperation(oneShelf, createBody({ type: "object", properties: writable })),
    put: createOperation(oneShelf, createBody(newShelf)),
    delete: createOperation(done),
  },
  "/shelves/{shelf}/books": {
    ...createPathParameters("shelf"),
    get: createOperation({ 200: bookPage }, createParameters("$top")),
    post: createOperation({ 201: createResponse(book, exampleBook), 409: taken }, createBody(book)),
  },
  "/shelves/{shelf}/books/{isbn}": {
    ...createPathParameters("shelf", "isbn"),
    get: createOperation(oneBook),
    patch: createOperation(oneBook, createBody({ type: "object", properties: book.properties })),
    delete: createOperation(done),
  },
  "/shelves/{shelf}/summary": {
    ...createPathParameters("shelf"),
    get: createOperation(oneSummary),
    patch: createOperation(oneSummary, createBody({ type: "object", properties: summary.properties })),
    delete: createOperation(done),
  },
  "/shelves/{shelf}/dust": { ...createPathParameters("shelf"), post: createOperation(done) },
};

/** A document of shelves with books, and with a summary that follows from the books. */
export const shelves: object = createDocument(paths, {
  jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  servers: [{ url: "https://library.example/v1" }],
});

/** A stateful mock of the document, and a function that sends requests to it. */
export interface Library {
  readonly mock: Mock;
  /** Sends a request to a path below the API's root, or to a whole address. */
  call(method: string, path: string, body?: unknown): Promise<LibraryResponse>;
}

/** A response whose body is an object. */
export interface LibraryResponse extends TestResponse {
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it
  readonly body: any;
}

/** Starts a stateful mock of shelves. It is closed when the test ends. */
export async function startLibrary(options: MockOptions = {}): Promise<Library> {
  const mock = await temporaryMock({ spec: shelves, stateful: true, strict: true, ...options });
  return { mock, call: createCaller(mock) };
}

/** Creates a function that sends requests to a mock. */
export function createCaller({ apiUrl }: Mock): Library["call"] {
  return (method, path, body) => {
    const url = path.startsWith("http") ? path : apiUrl + path;
    if (body === undefined) return send(url, { method });
    return send(url, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  };
}

/** Reads all pages of a list, and returns the items of each. */
export async function readPages(call: Library["call"], path: string): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const { body } = await call("GET", next);
    pages.push(body.value);
    next = body["@odata.nextLink"];
  }
  return pages;
}
