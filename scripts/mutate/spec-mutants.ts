import { formatPointer, type OpenApiDocument } from "@run-summary/openapi";
import type { VersionBump } from "../diff/compare/version-bump.ts";

/** A document with one mistake. */
export interface SpecMutant {
  readonly operator: string;
  /** A JSON pointer to what was changed. */
  readonly pointer: string;
  /** The smallest version bump that change control may ask for. */
  readonly bump: VersionBump;
  readonly document: OpenApiDocument;
}

// An object of the document, or a list.
type Node = Record<string, unknown>;

/** Edits a copy of the document at one location. */
type Edit = (parent: Node, key: string, document: OpenApiDocument) => void;

/** It edits locations whose JSON pointer matches `where`, and for which `when` holds. */
type Operator = readonly [
  name: string,
  bump: VersionBump,
  where: RegExp,
  edit: Edit,
  when?: (value: never, parent: Node) => boolean,
];

const drop: Edit = (parent, key) => {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
};
const set =
  (change: (value: never) => unknown): Edit =>
  (parent, key) => {
    parent[key] = change(parent[key] as never);
  };
// The key keeps its position, because the order may matter to somebody.
const rename =
  (change: (key: string) => string): Edit =>
  (parent, key) => {
    const entries = Object.entries(parent);
    for (const [name] of entries) delete parent[name];
    for (const [name, value] of entries) parent[name === key ? change(name) : name] = value;
  };
const add =
  (name: string, value: unknown): Edit =>
  (parent, key) => {
    parent[key] = { ...(parent[key] as Node), [name]: value };
  };

const property = /\/properties\/[^/]+$/;
const operation = "^/paths/[^/]+/(get|put|post|delete|patch)";
const under = (pointer: string) => new RegExp(`${operation}${pointer}$`);
const parameter = /^\/components\/parameters\/[^/]+$/;
const isNullable = ({ type }: { type?: unknown }) => Array.isArray(type);

const operators: readonly Operator[] = [
  // Properties
  ["property dropped", "major", property, drop],
  ["property renamed", "major", property, rename((name) => `${name}s`)],
  ["property added", "minor", /\/properties$/, add("unheardOf", { type: "string", description: "Unknown." })],
  // Types and limits
  ["integer made number", "major", /\/type$/, set(() => "number"), is("integer")],
  ["integer made string", "major", /\/type$/, set(() => "string"), is("integer")],
  ["string made integer", "major", /\/type$/, set(() => "integer"), is("string")],
  ["minimum raised", "major", /\/minimum$/, set((limit: number) => limit + 1)],
  ["minimum lowered", "major", /\/minimum$/, set((limit: number) => limit - 1)],
  ["maximum lowered", "major", /\/maximum$/, set((limit: number) => limit - 1)],
  ["maximum raised", "major", /\/maximum$/, set((limit: number) => limit + 1)],
  ["range dropped", "major", /\/(minimum|maximum)$/, drop],
  ["format dropped", "minor", /\/format$/, drop],
  ["format changed", "major", /\/format$/, set(() => "int64"), is("int32")],
  ["pattern dropped", "major", /\/(schemas|headers)\/.*\/pattern$/, drop],
  ["parameter's pattern dropped", "minor", /\/parameters\/.*\/pattern$/, drop],
  ["length dropped", "minor", /\/minLength$/, drop],
  ["null no longer allowed", "major", property, set(withType(first)), isNullable],
  ["null allowed", "major", property, set(withType(orNull)), is("integer", "type")],
  ["const changed", "major", /\/const$/, set((value: string) => `${value}s`)],
  ["const dropped", "major", /\/const$/, drop],
  ["required dropped", "major", /schemas\/.*\/required\/\d+$/, drop],
  [
    "required added",
    "minor",
    /schemas\/[^/]+$/,
    set((schema: { properties: Node; required?: string[] }) => ({
      ...schema,
      required: [...new Set([...(schema.required ?? []), ...Object.keys(schema.properties)])],
    })),
    ({ properties, required = [] }: { properties?: Node; required?: string[] }) =>
      Object.keys(properties ?? {}).some((name) => !required.includes(name)),
  ],
  ["read-only no longer", "patch", /\/readOnly$/, drop],
  ["read-only made", "major", property, add("readOnly", true), is("integer", "type")],
  ["body opened", "minor", /\/(unevaluated|additional)Properties$/, drop],
  // Bodies, media types, statuses, headers
  ["body made optional", "minor", /\/requestBody\/required$/, drop],
  ["body dropped", "major", /\/requestBody$/, drop],
  ["media type changed", "major", /\/content\/[^/]+$/, rename(() => "text/json")],
  ["status dropped", "major", under("/responses/[^/]+"), drop],
  ["status changed", "major", under("/responses/\\d+"), rename((status) => String(Number(status) + 20))],
  ["response's header dropped", "major", /responses\/[^/]+\/headers\/[^/]+$/, drop],
  ["response's header no longer required", "major", /\/headers\/[^/]+\/required$/, drop, is(true)],
  // Parameters
  ["parameter dropped", "major", /\/parameters\/\d+$/, drop],
  [
    "parameter made required",
    "major",
    parameter,
    add("required", true),
    ({ required }: { required?: boolean }) => !required,
  ],
  ["parameter moved", "major", /parameters\/[^/]+\/in$/, set(() => "query"), is("header")],
  ["parameter renamed", "major", /parameters\/[^/]+\/name$/, renameParameter],
  // Paths, methods, operations
  ["path changed", "major", /^\/paths\/[^/]+$/, rename((path) => `${path}s`)],
  ["method changed", "major", /^\/paths\/[^/]+\/patch$/, rename(() => "put")],
  ["operation dropped", "major", under(""), drop],
  ["operation renamed", "major", under("/operationId"), set((id: string) => `${id}Now`)],
  ["operation deprecated", "minor", under(""), add("deprecated", true)],
  // Security and servers
  ["alternative dropped", "major", under("/security/\\d+"), drop],
  ["alternatives reordered", "patch", under("/security"), set((all: []) => all.toReversed())],
  ["security dropped", "minor", under("/security"), set(() => [{}])],
  ["scope changed", "major", under("/security/\\d+/[^/]+/\\d+"), set((scope: string) => `${scope}s`)],
  [
    "announced scope changed",
    "patch",
    under("/x-announced-security/\\d+/[^/]+/\\d+"),
    set((scope: string) => `${scope}s`),
  ],
  ["scheme changed", "major", /\/securitySchemes\/[^/]+\/type$/, set(() => "openIdConnect")],
  ["server dropped", "major", /^\/servers\/\d+$/, drop],
  ["server changed", "major", /^\/servers\/\d+\/url$/, set((url: string) => `${url}2`)],
  ["limit changed", "patch", /^\/x-throttling\/[^/]+$/, set((limit: number) => limit * 2)],
  // Descriptions and examples
  ["example changed", "patch", /^\/components\/examples\/[^/]+\/value\/[^/]+$/, set(() => 99)],
  ["example dropped", "patch", /content\/[^/]+\/examples\/[^/]+$/, drop],
  ["description changed", "patch", /\/description$/, set((text: string) => `Not: ${text}`)],
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

// The path templates change too. Otherwise the document would be invalid.
function renameParameter(parent: Node, _key: string, document: OpenApiDocument): void {
  const name = String(parent.name);
  parent.name = `${name}X`;
  if (parent.in !== "path" || document.paths === undefined) return;
  for (const path of Object.keys(document.paths)) {
    rename((template) => template.replace(`{${name}}`, `{${name}X}`))(document.paths as Node, path, document);
  }
}

/** The number of locations that an operator edits at most, one in each mutant. */
const sitesPerOperator = 4;

/** Mutants of a document: each operator at some of its locations, evenly chosen. */
export function createSpecMutants(document: OpenApiDocument): SpecMutant[] {
  const locations = [...listLocations({ ...document })];
  return operators.flatMap(([operator, bump, where, edit, when = () => true]) => {
    const suitable = locations.filter(
      ({ pointer, value, parent }) => where.test(pointer) && when(value as never, parent),
    );
    const every = Math.max(1, suitable.length / sitesPerOperator);
    const chosen = suitable.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every));
    return chosen.map(({ keys, pointer }) => {
      const copy = structuredClone(document);
      const parent = keys.slice(0, -1).reduce<Node>((node, key) => node[key] as Node, copy as unknown as Node);
      edit(parent, keys.at(-1) as string, copy);
      return { operator, pointer, bump, document: copy };
    });
  });
}

interface Location {
  readonly keys: readonly string[];
  readonly pointer: string;
  readonly value: unknown;
  readonly parent: Node;
}

function* listLocations(parent: Node, outerKeys: readonly string[] = []): Generator<Location> {
  for (const [key, value] of Object.entries(parent)) {
    const keys = [...outerKeys, key];
    yield { keys, pointer: formatPointer(keys), value, parent };
    if (typeof value === "object" && value !== null) yield* listLocations(value as Node, keys);
  }
}
