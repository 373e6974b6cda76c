import type { OpenApiDocument } from "@run-summary/spec";

/** The step that a version needs for a change. */
export type Step = "patch" | "minor" | "major";

/** A document with one thing wrong. */
export interface SpecMutant {
  readonly operator: string;
  /** A JSON pointer to what was changed. */
  readonly pointer: string;
  /** What change control has to ask for at the least. */
  readonly step: Step;
  readonly document: OpenApiDocument;
}

// An object of the document, or a list.
type Node = Record<string, unknown>;

interface Operator {
  readonly name: string;
  readonly step: Step;
  /** The JSON pointers of the places that it changes. */
  readonly where: RegExp;
  /** Whether there is something to do. Default: always. */
  readonly when?: (value: never, parent: Node) => boolean;
  /** Does it, in a copy of the document. */
  readonly change: (parent: Node, key: string, document: OpenApiDocument) => void;
}

const drop: Operator["change"] = (parent, key) => {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
};
const set =
  (change: (value: never) => unknown): Operator["change"] =>
  (parent, key) => {
    parent[key] = change(parent[key] as never);
  };
// In its place, since the order may matter to somebody.
const rename =
  (change: (key: string) => string): Operator["change"] =>
  (parent, key) => {
    const entries = Object.entries(parent);
    for (const [name] of entries) delete parent[name];
    for (const [name, value] of entries) parent[name === key ? change(name) : name] = value;
  };
const add =
  (name: string, value: unknown): Operator["change"] =>
  (parent, key) => {
    parent[key] = { ...(parent[key] as Node), [name]: value };
  };

const property = /\/properties\/[^/]+$/;
const operation = "^/paths/[^/]+/(get|put|post|delete|patch)";
const under = (place: string) => new RegExp(`${operation}${place}$`);
const parameter = /^\/components\/parameters\/[^/]+$/;
const isNullable = ({ type }: { type?: unknown }) => Array.isArray(type);

const operators: readonly Operator[] = [
  // Properties
  { name: "property dropped", step: "major", where: property, change: drop },
  { name: "property renamed", step: "major", where: property, change: rename((name) => `${name}s`) },
  {
    name: "property added",
    step: "minor",
    where: /\/properties$/,
    change: add("unheardOf", { type: "string", description: "Nobody knows." }),
  },
  // Types and what they allow
  { name: "integer made number", step: "major", where: /\/type$/, when: is("integer"), change: set(() => "number") },
  { name: "integer made string", step: "major", where: /\/type$/, when: is("integer"), change: set(() => "string") },
  { name: "string made integer", step: "major", where: /\/type$/, when: is("string"), change: set(() => "integer") },
  { name: "minimum raised", step: "major", where: /\/minimum$/, change: set((limit: number) => limit + 1) },
  { name: "minimum lowered", step: "major", where: /\/minimum$/, change: set((limit: number) => limit - 1) },
  { name: "maximum lowered", step: "major", where: /\/maximum$/, change: set((limit: number) => limit - 1) },
  { name: "maximum raised", step: "major", where: /\/maximum$/, change: set((limit: number) => limit + 1) },
  { name: "range dropped", step: "major", where: /\/(minimum|maximum)$/, change: drop },
  { name: "format dropped", step: "minor", where: /\/format$/, change: drop },
  { name: "format changed", step: "major", where: /\/format$/, when: is("int32"), change: set(() => "int64") },
  { name: "pattern dropped", step: "major", where: /\/pattern$/, change: drop },
  { name: "length dropped", step: "minor", where: /\/minLength$/, change: drop },
  { name: "null no longer allowed", step: "major", where: property, when: isNullable, change: set(withType(first)) },
  { name: "null allowed", step: "major", where: property, when: is("integer", "type"), change: set(withType(orNull)) },
  { name: "const changed", step: "major", where: /\/const$/, change: set((value: string) => `${value}s`) },
  { name: "const dropped", step: "major", where: /\/const$/, change: drop },
  { name: "required dropped", step: "major", where: /schemas\/.*\/required\/\d+$/, change: drop },
  {
    name: "required added",
    step: "minor",
    where: /schemas\/[^/]+$/,
    when: ({ properties, required = [] }: { properties?: Node; required?: string[] }) =>
      Object.keys(properties ?? {}).some((name) => !required.includes(name)),
    change: set((schema: { properties: Node; required?: string[] }) => ({
      ...schema,
      required: [...new Set([...(schema.required ?? []), ...Object.keys(schema.properties)])],
    })),
  },
  { name: "read-only no longer", step: "patch", where: /\/readOnly$/, change: drop },
  {
    name: "read-only made",
    step: "major",
    where: property,
    when: is("integer", "type"),
    change: add("readOnly", true),
  },
  { name: "body opened", step: "minor", where: /\/(unevaluated|additional)Properties$/, change: drop },
  // Bodies, media types, statuses, headers
  { name: "body made optional", step: "minor", where: /\/requestBody\/required$/, change: drop },
  { name: "body dropped", step: "major", where: /\/requestBody$/, change: drop },
  { name: "media type changed", step: "major", where: /\/content\/[^/]+$/, change: rename(() => "text/json") },
  { name: "status dropped", step: "major", where: under("/responses/[^/]+"), change: drop },
  {
    name: "status changed",
    step: "major",
    where: under("/responses/\\d+"),
    change: rename((status) => String(Number(status) + 20)),
  },
  { name: "answer's header dropped", step: "major", where: /responses\/[^/]+\/headers\/[^/]+$/, change: drop },
  {
    name: "answer's header no longer sure",
    step: "major",
    where: /\/headers\/[^/]+\/required$/,
    when: is(true),
    change: drop,
  },
  // Parameters
  { name: "parameter dropped", step: "major", where: /\/parameters\/\d+$/, change: drop },
  {
    name: "parameter made required",
    step: "major",
    where: parameter,
    when: ({ required }: { required?: boolean }) => !required,
    change: add("required", true),
  },
  {
    name: "parameter moved",
    step: "major",
    where: /parameters\/[^/]+\/in$/,
    when: is("header"),
    change: set(() => "query"),
  },
  { name: "parameter renamed", step: "major", where: /parameters\/[^/]+\/name$/, change: renameParameter },
  // Paths, methods, operations
  { name: "path changed", step: "major", where: /^\/paths\/[^/]+$/, change: rename((path) => `${path}s`) },
  { name: "method changed", step: "major", where: /^\/paths\/[^/]+\/patch$/, change: rename(() => "put") },
  { name: "operation dropped", step: "major", where: under(""), change: drop },
  { name: "operation renamed", step: "major", where: under("/operationId"), change: set((id: string) => `${id}Now`) },
  { name: "operation deprecated", step: "minor", where: under(""), change: add("deprecated", true) },
  // Security and servers
  { name: "alternative dropped", step: "major", where: under("/security/\\d+"), change: drop },
  {
    name: "alternatives reordered",
    step: "patch",
    where: under("/security"),
    change: set((all: []) => all.toReversed()),
  },
  { name: "security dropped", step: "minor", where: under("/security"), change: set(() => [{}]) },
  {
    name: "scope changed",
    step: "major",
    where: under("/security/\\d+/[^/]+/\\d+"),
    change: set((scope: string) => `${scope}s`),
  },
  {
    name: "scheme changed",
    step: "major",
    where: /\/securitySchemes\/[^/]+\/type$/,
    change: set(() => "openIdConnect"),
  },
  { name: "server dropped", step: "major", where: /^\/servers\/\d+$/, change: drop },
  { name: "server changed", step: "major", where: /^\/servers\/\d+\/url$/, change: set((url: string) => `${url}2`) },
  { name: "limit changed", step: "patch", where: /^\/x-throttling\/[^/]+$/, change: set((limit: number) => limit * 2) },
  // Words and examples
  {
    name: "example changed",
    step: "patch",
    where: /^\/components\/examples\/[^/]+\/value\/[^/]+$/,
    change: set(() => 99),
  },
  { name: "example dropped", step: "patch", where: /content\/[^/]+\/examples\/[^/]+$/, change: drop },
  {
    name: "description changed",
    step: "patch",
    where: /\/description$/,
    change: set((text: string) => `Not: ${text}`),
  },
];

function is(value: unknown, key?: string) {
  return (found: unknown) => (key === undefined ? found : (found as Node)[key]) === value;
}

function first(types: readonly string[]): unknown {
  return types[0];
}

function orNull(type: unknown): unknown {
  return [type, "null"];
}

function withType(change: (type: never) => unknown) {
  return (schema: Node) => ({ ...schema, type: change(schema.type as never) });
}

// Together with its place in the path templates: else the document would be none.
function renameParameter(parent: Node, _key: string, document: OpenApiDocument): void {
  const name = String(parent.name);
  parent.name = `${name}X`;
  if (parent.in !== "path" || document.paths === undefined) return;
  for (const path of Object.keys(document.paths)) {
    rename((template) => template.replace(`{${name}}`, `{${name}X}`))(document.paths as Node, path, document);
  }
}

/** How many places an operator changes at the most, one at a time. */
const sitesPerOperator = 4;

/** Mutants of a document: each operator at some of the places that suit it, evenly chosen. */
export function specMutantsOf(document: OpenApiDocument): SpecMutant[] {
  const places = [...placesOf({ ...document })];
  return operators.flatMap(({ name, step, where, when = () => true, change }) => {
    const suitable = places.filter(({ pointer, value, parent }) => where.test(pointer) && when(value as never, parent));
    const every = Math.max(1, suitable.length / sitesPerOperator);
    const chosen = suitable.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
    return chosen.map(({ keys, pointer }) => {
      const copy = structuredClone(document);
      const parent = keys.slice(0, -1).reduce<Node>((node, key) => node[key] as Node, copy as unknown as Node);
      change(parent, keys.at(-1) as string, copy);
      return { operator: name, pointer, step, document: copy };
    });
  });
}

interface Place {
  readonly keys: readonly string[];
  readonly pointer: string;
  readonly value: unknown;
  readonly parent: Node;
}

function* placesOf(parent: Node, above: readonly string[] = []): Generator<Place> {
  for (const [key, value] of Object.entries(parent)) {
    const keys = [...above, key];
    const pointer = keys.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
    yield { keys, pointer, value, parent };
    if (typeof value === "object" && value !== null) yield* placesOf(value as Node, keys);
  }
}
