import { type Content, flatSchema, type OpenApiDocument, type Operation, type Response } from "@run-summary/spec";

/** What a test sends: the operation's parameters by name, and a body. */
export type Input = Record<string, unknown>;

/** The operation's required parameters with their example values, and the body where the operation takes one. */
export function inputOf(operation: Operation, body: unknown): Input {
  const required = operation.parameters.filter((parameter) => parameter.required);
  return {
    ...Object.fromEntries(required.map(({ name, example }) => [name, example])),
    ...(body === undefined ? {} : { body }),
  };
}

/** The operation's request bodies by the name of their example; one without a body where the operation takes none. */
export function requestExamplesOf({ requestBody }: Operation): [name: string, body: unknown][] {
  if (requestBody === undefined) return [["no body", undefined]];
  return Object.values(requestBody.content).flatMap(({ examples }) => Object.entries(examples));
}

/** The first success that the operation documents, with which it answers where nothing else is asked for. */
export function successOf({ responses }: Operation): number {
  return Number(Object.keys(responses).find((status) => status.startsWith("2")));
}

/** The bodies of the successes that the operation documents. */
export function successContentsOf({ responses }: Operation): Content[] {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return successes.flatMap(([, { content }]) => Object.values(content));
}

/** The properties that a schema has for reading only. */
export function readOnlyNames(document: OpenApiDocument, schema: object): string[] {
  const properties = Object.entries(flatSchema(document, schema).properties ?? {});
  return properties.filter(([, property]) => flatSchema(document, property).readOnly === true).map(([name]) => name);
}

/** The operation, of several, that reads what another one changes: the GET on the path of a PATCH. */
export function readingOf(operations: readonly Operation[], { method, path }: Operation): Operation | undefined {
  return method === "patch" ? operations.find((other) => other.path === path && other.method === "get") : undefined;
}

/** An answer that the operation documents, and how to ask the mock for it. */
export interface AnswerCase {
  readonly title: string;
  /** For a range, its first status that is not documented by itself. */
  readonly status: number;
  /** The example's value; undefined for an answer without a body. */
  readonly example: unknown;
  /** The value of the `Prefer` header. */
  readonly prefer: string;
}

/** Each documented status of the operation with each of its examples. */
export function answerCasesOf({ responses }: Operation): AnswerCase[] {
  return Object.entries(responses).flatMap(([documented, { content }]) => {
    const status = statusFor(documented, Object.keys(responses));
    const examples = Object.values(content).flatMap(({ examples }) => Object.entries(examples));
    if (examples.length === 0) {
      return [{ title: `${documented} without a body`, status, example: undefined, prefer: `code=${status}` }];
    }
    return examples.map(([name, example]) => ({
      title: `${documented} with the example ${name}`,
      status,
      example,
      prefer: `code=${status}, example=${name}`,
    }));
  });
}

/** The status of an answer; for a range, its first that is not documented by itself. */
export function statusFor(documented: string, all: readonly string[]): number {
  if (!documented.endsWith("XX")) return Number(documented);
  const first = Number(documented[0]) * 100;
  return (
    Array.from({ length: 100 }, (_, index) => first + index).find((status) => !all.includes(String(status))) ?? first
  );
}

/** The operation's response to a status: documented by itself, or by its range. */
export function responseFor({ responses }: Operation, status: number): Response | undefined {
  return responses[status] ?? responses[`${String(status)[0]}XX`];
}

/** The value of a path parameter in a URL that was made from the operation's path template. */
export function pathValueOf({ path }: Operation, name: string, url: string): string | undefined {
  const pattern = path.split(/(\{[^{}]+\})/).map((part) => {
    if (part === `{${name}}`) return "([^/]+)";
    return part.startsWith("{") ? "[^/]+" : RegExp.escape(part);
  });
  const [, value] = new RegExp(`${pattern.join("")}$`).exec(new URL(url).pathname) ?? [];
  return value && decodeURIComponent(value);
}
