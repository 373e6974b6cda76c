/** An edit of a file that came from the spec, or that follows it at run time: one thing wrong. */
export interface ArtifactMutant {
  readonly artifact: "types" | "client" | "mock";
  /** What is wrong. */
  readonly name: string;
  /** Relative to the repository. */
  readonly file: string;
  readonly from: RegExp | string;
  readonly to: string;
  /** Why nothing that the spec is about changes, so that no gate can catch it. */
  readonly equivalent?: string | undefined;
}

type Edit = readonly [name: string, from: RegExp | string, to: string, equivalent?: string];

const noSecond60 = "The spec's pattern has no second 60, so that none comes to this check.";

// Of the generated files by their form alone: what is in them comes from the spec.
const types: readonly Edit[] = [
  ["a read-only property can be written", /readonly ("?\w+"?: )/, "$1"],
  ["an answer's property is renamed", /(readonly "?\w+)("?: )/, "$1s$2"],
  ["a property may not be null", / \| null;/, ";"],
  ["a number is a text", /\?: number;/, "?: string;"],
  ["a property may be null", /\?: number;/, "?: number | null;"],
  ["a text may be anything", /(readonly "?\w+"?): string;/, "$1: unknown;"],
  ["a constant is any text", /\?: "[^"]+";/, "?: string;"],
  ["a property has to be sent", /\?: number;/, ": number;"],
  ["a property may be missing", /(readonly "?\w+"?): string;/, "$1?: string;"],
  ["a property is missing", /\n +\w+\?: number;/, ""],
  ["there is another property", /(\n +)(\w+\?: number;)/, "$1unheardOf?: number;$1$2"],
  ["a status is another", /\n( +)4(\d\d): /, "\n$13$2: "],
  ["a range of statuses is another", /"\dXX": /, '"2XX": '],
  ["a media type is another", '"application/json": ', '"text/json": '],
  ["a header may be missing", /(headers: \{\s+\/\*\*[\s\S]*?\*\/\s+"[\w-]+"): string;/, "$1?: string;"],
  ["a header is always there", /(headers: \{[^}]*"[\w-]+")\?: string;/, "$1: string;"],
  [
    "a parameter may be missing",
    /(interface operations \{[\s\S]*?path: \{\s+(?:\/\*\*[\s\S]*?\*\/\s+)?\w+): /,
    "$1?: ",
  ],
  ["a parameter is in another place", /(interface operations \{[\s\S]*?)header\?: \{/, "$1cookie?: {"],
  ["the body may be missing", "requestBody: {", "requestBody?: {"],
  ["a path is another", /\n( +)"\/(\w+)\//, '\n$1"/$2s/'],
  ["a method is another", /\n( +)(?!get|put)\w+: operations/, "\n$1put: operations"],
];

const operations: readonly Edit[] = [
  ["another method is sent", /"method":"(?!get|put)\w+"/, '"method":"put"'],
  ["another path is called", /"path":"\/(\w+)/, '"path":"/$1s'],
  ["a parameter has another name", /"([\w-]+)":"header"/, '"$1s":"header"'],
  ["a parameter goes elsewhere", /:"header"/, ':"query"'],
  ["a parameter is not sent", /,"[\w-]+":"header"/, ""],
  ["a method has another name", /\n( +)(\w+): \{"method"/, '\n$1$2Now: {"method"'],
  ["a method is missing", /\n +\w+: \{"method".*/, ""],
  ["a cloud is elsewhere", /("\w+": "https:\/\/)(\w)/, "$1not-$2"],
];

const bodyChecks: readonly Edit[] = [
  ["a limit is one more", /maximum\((\d+)7\)/, "maximum($18)"],
  ["a limit is one less", /maximum\((\d+)7\)/, "maximum($16)"],
  ["a lower limit is not looked at", /, minimum\(-\d+\)/, ""],
  ["an integer may be a fraction", "all(integer", "all(Number.isFinite"],
  ["null is refused", "nullable(", "all("],
  ["null is taken", "all(integer", "nullable(all(integer)) && all(nullable(integer)"],
  ["anything may be written", ", forbidden)", ")"],
  ["a constant is another", /constant\("([^"]+)"\)/, 'constant("$1s")'],
  ["a constant may be anything", /, constant\("[^"]+"\)/, ""],
  ["a property may not be written", /"[^"]+": all\(integer, [^)]*\), [^)]*\)\), /, ""],
  ["a form is not looked at", /pattern\("(?:[^"\\]|\\.)*"\), /, ""],
  ["a day is not looked at", ", dateTime)", ")"],
];

const answerChecks: readonly Edit[] = [
  ["a limit of an answer is one less", /maximum\((\d+)7\)/, "maximum($16)"],
  ["null in an answer is refused", "nullable(", "all("],
  ["nothing has to be in an answer", /, \[[^\]]+\]\)/, ", [])"],
  ["a property of an answer is not looked at", /"[^"]+": all\(integer, [^)]*\), [^)]*\)\), /, ""],
];

// Of hand-written code, each an error that somebody might make.
const client: Readonly<Record<string, readonly Edit[]>> = {
  "access.ts": [["another scheme is sent", "`Bearer ", "`Token "]],
  "send.ts": [["no id is sent", 'headers.set("client-request-id", clientRequestId);', ""]],
  "create-client.ts": [
    ["the body is not looked at", "if (violations.length > 0)", "if (false)"],
    [
      "the body is sent twice as text",
      "const text = JSON.stringify(body);",
      "const text = JSON.stringify(JSON.stringify(body));",
    ],
    ["an answer is not looked at", "options.validateAnswer?.(", "void ("],
  ],
  "operation-request.ts": [
    ["a parameter in a header is lost", "headers, named.header", "headers"],
    ["another media type is sent", '"Content-Type": "application/json"', '"Content-Type": "text/json"'],
    ["the body is lost", "body ?? null", "null"],
  ],
  "path-from.ts": [
    ["a path parameter is not encoded", /encodeURIComponent\((`\$\{parameters\[name\]\}`)\)/, "$1"],
    ["a path parameter may be missing", "throw new TypeError(", "void new TypeError("],
  ],
  "checks.ts": [
    ["a limit is not inside", "value <= limit", "value < limit"],
    ["a lower limit is not inside", "value >= limit", "value > limit"],
    ["an integer is any number", "Number.isInteger(value)", "Number.isFinite(value)"],
    ["an object may be a list", "&& !Array.isArray(value));", ");"],
    ["30 February is a day", "!new Date(day).toJSON()?.startsWith(day)", "false"],
    ["a leap second is always one", 'before.toJSON().includes("T23:59:59")', "true", noSecond60],
  ],
  "read-answer.ts": [
    ["an error is no value", "if (!response.ok) throw refusal();", "if (!response.ok) return undefined;"],
    [
      "an error is read like a value",
      "if (!response.ok) throw refusal();",
      "",
      "What is an error has the only property `error`, which is refused further down too.",
    ],
    ["no content is an empty text", "return undefined;", 'return "";'],
  ],
  "errors/graph-error.ts": [
    ["the request id is the caller's", 'header("request-id")', 'header("client-request-id")'],
    ["the code is lost", "[textIn(error?.code),", '["",'],
    ["the message is lost", "textIn(error?.message)]", '""]'],
    ["the status is lost", "status,\n", "status: 500,\n"],
  ],
};

const mock: Readonly<Record<string, readonly Edit[]>> = {
  "answer.ts": [["another media type is answered", '"content-type": contentType }', '"content-type": "text/json" }']],
  "authorization.ts": [
    ["no token will do", "if (isOpen) return;", "return;"],
    ["any scheme will do", "/^bearer +", "/^\\w+ +"],
    ["any permission will do", "every((scope) => granted.includes(scope))", "every(() => true)"],
    ["no permission will do", "every((scope) => granted.includes(scope))", "every(() => false)"],
    [
      "one alternative has to be all",
      "alternatives.some((schemes) => schemes.every",
      "alternatives.every((schemes) => schemes.every",
    ],
  ],
  "checked-request.ts": [["a violation is 422", "? 422 : 400", "? 422 : 422"]],
  "contract.ts": [
    ["another root is served", "path.startsWith(", "!path.startsWith("],
    ["a parameter may have slashes", '"[^/]+"', '".+"'],
    ["HEAD is refused", 'method === "HEAD"', 'method === ""', "The spec has no HEAD: it is HTTP's own."],
    [
      "OPTIONS knows not all methods",
      "const methods = [...operations.keys()]",
      "const methods = [...operations.keys()].slice(1)",
    ],
  ],
  "engine.ts": [
    ["no request is looked at", "return found.filter(isError)", "return found.filter(() => false)"],
    ["an answer's headers are lost", "headers: Object.fromEntries(values", "headers: Object.fromEntries([]"],
    ["the body is lost", " : body,", " : {},"],
  ],
  "headers.ts": [
    ["answers have no request id", '"request-id": ids.requestId, ', ""],
    ["the client's id is not repeated", "isUuid ? asked", "isUuid ? randomUUID()"],
  ],
  "memory.ts": [
    ["a write is lost", "{ ...entity, ...changes }", "{ ...changes, ...entity }"],
    ["a write forgets the rest", "{ ...entity, ...changes }", "{ ...changes }"],
    ["all entities are one", "entities.set(canonical(path), merged)", 'entities.set("", merged)'],
  ],
  "preferences.ts": [
    ["a status cannot be asked for", "return { code: Number(code) }", "return {}"],
    ["an example cannot be asked for", "exampleKey: key, ", ""],
  ],
  "prism-request.ts": [
    ["any media type will do", "!taken.some((range) => isInRange(mediaType, essenceOf(range)))", "false"],
    ["any Accept will do", "if (best !== undefined) return { accept: best };", "return {};"],
    ["a body is not looked at", "...(body === undefined ? {} : { body }),", ""],
  ],
  "properties.ts": [["a read-only property is unknown", "?.readOnly === true", "?.readOnly === undefined"]],
  "refusal.ts": [
    ["an error has no code", "      code,\n      message,", "      message,"],
    ["an error has another form", "  return {\n    error: {", "  return {\n    problem: {"],
    ["an error has no details", "      details,\n", ""],
    ["a detail has no code", "    code: violation.code,\n", ""],
    [
      "an error has the example's ids",
      "...error.innerError, ...innerErrorOf(ids)",
      "...innerErrorOf(ids), ...error.innerError",
    ],
  ],
  "service.ts": [
    ["a minimal answer is whole", 'rest?.includes("return=minimal")', 'rest?.includes("return=nothing")'],
    [
      "an unknown path is 400",
      "throw new Refusal(404, `The API has no path",
      "throw new Refusal(400, `The API has no path",
    ],
  ],
  "strict-formats.ts": [
    ["30 February is a day", "!new Date(day).toJSON()?.startsWith(day)", "false"],
    ["a leap second is always one", 'before.toJSON().includes("T23:59:59")', "true", noSecond60],
  ],
};

const generated = "packages/client/src/generated";

function mutantsOf(artifact: ArtifactMutant["artifact"], file: string, edits: readonly Edit[]): ArtifactMutant[] {
  return edits.map(([name, from, to, equivalent]) => ({ artifact, name, file, from, to, equivalent }));
}

/** What can be wrong with the artifacts, each by itself; the docs' mutants are those of the spec. */
export const artifactMutants: readonly ArtifactMutant[] = [
  ...mutantsOf("types", "packages/types/generated/index.d.ts", types),
  ...mutantsOf("client", `${generated}/operations.gen.ts`, operations),
  ...mutantsOf("client", `${generated}/body-checks.gen.ts`, bodyChecks),
  ...mutantsOf("client", `${generated}/response-checks.gen.ts`, answerChecks),
  ...Object.entries(client).flatMap(([file, edits]) => mutantsOf("client", `packages/client/src/${file}`, edits)),
  ...Object.entries(mock).flatMap(([file, edits]) => mutantsOf("mock", `apps/mock/src/${file}`, edits)),
];

export function nameOfArtifact({ name, file }: ArtifactMutant): string {
  return `${name}: ${file.split("/").at(-1)}`;
}

/**
 * The file's text with the mutant's edit.
 *
 * @throws {Error} where there is nothing to edit any more.
 */
export function mutated({ name, file, from, to }: ArtifactMutant, text: string): string {
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`The mutant "${name}" finds nothing to change in ${file}: correct it.`);
  return edited;
}
