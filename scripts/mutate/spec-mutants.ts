import { createHash } from "node:crypto";
import { formatPointer, type OpenApiDocument } from "@run-summary/openapi";
import { formatPathPattern, getKindBelow, type KeyKind } from "../diff/compare/path-pattern.ts";
import { type VersionBump, versionBumps } from "../diff/compare/version-bump.ts";
import { numberRanges } from "../diff/schemas/formats.ts";
import { listMessageUses, type MessageUse } from "./message-uses.ts";

/** A document with one mistake. */
export interface SpecMutant {
  readonly operator: string;
  /** A JSON pointer to what was changed. */
  readonly pointer: string;
  /** The version bump that change control has to ask for. */
  readonly bump: VersionBump;
  readonly document: OpenApiDocument;
}

// An object of the document, or a list.
type Node = Record<string, unknown>;

/** Edits a copy of the document at one location. */
type Edit = (parent: Node, key: string, document: OpenApiDocument) => void;

/**
 * What an edit does to callers: a version bump, or what it does to the messages that contain the location. A request breaks
 * where fewer values are valid, a response where more are.
 */
type Effect = VersionBump | keyof typeof bumpsByEffect;

const bumpsByEffect = {
  narrows: { request: "major", response: "minor" },
  widens: { request: "minor", response: "major" },
  changes: { request: "major", response: "major" },
  "forbids to send": { request: "major", response: "patch" },
} as const satisfies Record<string, Record<MessageUse, VersionBump>>;

/** It edits locations whose path pattern matches `where`, and for which `when` holds. */
type Operator = readonly [
  name: string,
  effect: Effect,
  where: RegExp,
  edit: Edit,
  when?: (value: never, parent: Node, key: string) => boolean,
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
const raiseStatus = rename((status) => String(Number(status) + 20));
const add =
  (name: string, value: unknown): Edit =>
  (parent, key) => {
    parent[key] = { ...(parent[key] as Node), [name]: value };
  };

const property = /\/properties\/_$/;
const under = (pattern: string) => new RegExp(`^paths/_/(get|put|post|delete|patch)${pattern}$`);
const parameter = /^components\/parameters\/_$/;
const branches = /\/(oneOf|anyOf)$/;
const isNullable = ({ type }: { type?: unknown }) => Array.isArray(type) && type.length > 1;
// Between limits, a format of integers changes nothing.
const isUnlimited = ({ minimum, maximum }: Node) => minimum === undefined || maximum === undefined;
// Beside a format that has the same limit, a limit changes nothing.
const isNarrower = (limit: number, { format }: Node) => !numberRanges.get(String(format))?.includes(limit);
const isWritable = ({ type, readOnly }: { type?: unknown; readOnly?: unknown }) => type === "integer" && !readOnly;

const operators: readonly Operator[] = [
  // Properties
  ["property dropped", "changes", property, drop],
  ["property renamed", "changes", property, rename((name) => `${name}s`)],
  ["property added", "minor", /\/properties$/, add("unheardOf", { type: "string", description: "Unknown." })],
  // Types and limits
  // A format of integers refuses fractions, too.
  [
    "integer made number",
    "widens",
    /\/type$/,
    set(() => "number"),
    (type, { format }) => type === "integer" && !format,
  ],
  ["integer made string", "changes", /\/type$/, set(() => "string"), is("integer")],
  ["string made integer", "changes", /\/type$/, set(() => "integer"), is("string")],
  ["minimum raised", "narrows", /\/minimum$/, set((limit: number) => limit + 1)],
  ["minimum lowered", "widens", /\/minimum$/, set((limit: number) => limit - 1), isNarrower],
  ["maximum lowered", "narrows", /\/maximum$/, set((limit: number) => limit - 1)],
  ["maximum raised", "widens", /\/maximum$/, set((limit: number) => limit + 1), isNarrower],
  ["range dropped", "widens", /\/(minimum|maximum)$/, drop, isNarrower],
  ["limit of the format dropped", "patch", /\/(minimum|maximum)$/, drop, (limit, parent) => !isNarrower(limit, parent)],
  ["format dropped", "widens", /\/format$/, drop, (format, parent) => format !== "int32" || isUnlimited(parent)],
  [
    "format changed",
    "widens",
    /\/format$/,
    set(() => "int64"),
    (format, parent) => format === "int32" && isUnlimited(parent),
  ],
  ["pattern dropped", "widens", /\/pattern$/, drop],
  ["length dropped", "widens", /\/minLength$/, drop],
  ["null no longer allowed", "narrows", property, set(withType(first)), isNullable],
  ["null allowed", "widens", property, set(withType(orNull)), is("integer", "type")],
  ["const changed", "changes", /\/const$/, set((value: string) => `${value}s`)],
  ["const dropped", "widens", /\/const$/, drop],
  ["required dropped", "widens", /schemas\/.*\/required\/_$/, drop],
  [
    "required added",
    "narrows",
    /schemas\/_$/,
    set((schema: { properties: Node; required?: string[] }) => ({
      ...schema,
      required: [...new Set([...(schema.required ?? []), ...Object.keys(schema.properties)])],
    })),
    ({ properties, required = [] }: { properties?: Node; required?: string[] }) =>
      Object.keys(properties ?? {}).some((name) => !required.includes(name)),
  ],
  ["read-only no longer", "patch", /\/readOnly$/, drop],
  ["read-only made", "forbids to send", property, add("readOnly", true), isWritable],
  ["body opened", "minor", /\/(unevaluated|additional)Properties$/, drop],
  // Unions
  ["branch dropped", "changes", /\/(oneOf|anyOf)\/_$/, drop, ({ type }: { type?: unknown }) => type !== "null"],
  ["null dropped", "narrows", /\/(oneOf|anyOf)\/_$/, drop, ({ type }: { type?: unknown }) => type === "null"],
  ["branch added", "widens", branches, set((all: []) => [...all, { type: "boolean" }])],
  ["discriminator changed", "changes", /\/discriminator\/propertyName$/, set((name: string) => `${name}s`)],
  ["mapping changed", "changes", /\/discriminator\/mapping\/[^/]+$/, rename((value) => `${value}s`)],
  // Bodies, media types, statuses, headers
  ["body made optional", "minor", /\/requestBody\/required$/, drop],
  ["body dropped", "major", /\/requestBody$/, drop],
  ["media type changed", "major", /\/content\/_$/, rename(() => "text/json")],
  ["success dropped", "major", under("/responses/_"), drop, isStatus(/^[23]/)],
  ["error dropped", "minor", under("/responses/_"), drop, isStatus(/^[^23]/)],
  ["success changed", "major", under("/responses/_"), raiseStatus, isStatus(/^[23]\d\d$/)],
  ["error changed", "minor", under("/responses/_"), raiseStatus, isStatus(/^[45]\d\d$/)],
  ["response's header dropped", "major", /responses\/_\/headers\/_$/, drop],
  ["response's header no longer required", "major", /\/headers\/_\/required$/, drop, is(true)],
  // Parameters
  ["parameter dropped", "major", /\/parameters\/_$/, drop, isInList],
  [
    "parameter made required",
    "major",
    parameter,
    add("required", true),
    ({ required }: { required?: boolean }) => !required,
  ],
  ["parameter moved", "major", /parameters\/_\/in$/, set(() => "query"), is("header")],
  ["parameter renamed", "major", /parameters\/_\/name$/, renameParameter],
  [
    "list written in another way",
    "major",
    /parameters\/_$/,
    set((list: { explode?: boolean }) => ({ ...list, explode: list.explode === false })),
    ({ in: place, schema }: { in?: string; schema?: Node }) => place === "query" && schema?.type === "array",
  ],
  // Paths, methods, operations
  ["path changed", "major", /^paths\/_$/, rename((path) => `${path}s`)],
  ["method changed", "major", /^paths\/_\/patch$/, rename(() => "put")],
  ["operation dropped", "major", under(""), drop],
  ["operation renamed", "major", under("/operationId"), set((id: string) => `${id}Now`)],
  ["operation deprecated", "minor", under(""), add("deprecated", true), ({ deprecated }: Node) => deprecated !== true],
  // Security and servers
  ["alternative dropped", "major", under("/security/\\d+"), drop],
  ["alternatives reordered", "patch", under("/security"), set((all: []) => all.toReversed()), hasSeveral],
  ["security dropped", "minor", under("/security"), set(() => [{}])],
  ["scope changed", "major", under("/security/\\d+/[^/]+/\\d+"), set((scope: string) => `${scope}s`)],
  [
    "announced scope changed",
    "patch",
    under("/x-announced-security/\\d+/[^/]+/\\d+"),
    set((scope: string) => `${scope}s`),
  ],
  ["scheme changed", "major", /\/securitySchemes\/_\/type$/, set(() => "openIdConnect")],
  ["server dropped", "major", /^servers\/_$/, drop],
  ["server changed", "major", /^servers\/_\/url$/, set((url: string) => `${url}2`)],
  ["limit changed", "patch", /^x-throttling\/[^/]+$/, set((limit: number) => limit * 2)],
  // Descriptions and examples
  ["example changed", "patch", /^components\/examples\/_\/value\/[^/]+$/, set(() => 99)],
  ["example dropped", "patch", /content\/_\/examples\/_$/, drop],
  ["description changed", "patch", /\/description$/, set((text: string) => `Not: ${text}`)],
];

function isStatus(pattern: RegExp) {
  return (_value: unknown, _parent: Node, status: string): boolean => pattern.test(status);
}

function isInList(_value: unknown, parent: Node): boolean {
  return Array.isArray(parent);
}

function hasSeveral(all: readonly unknown[]): boolean {
  return all.length > 1;
}

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

/** How many mutants there are, and which. */
export interface Sample {
  /** The number of locations that an operator edits at most in each place: in requests, in responses, in both, elsewhere. */
  readonly sites: number;
  /** Another seed chooses other locations. */
  readonly seed: number;
}

/** Mutants of a document: each operator at some of its locations. */
export function createSpecMutants(document: OpenApiDocument, { sites, seed }: Sample): SpecMutant[] {
  const locations = [...listLocations({ ...document }, [], "keywords")];
  const getUses = listMessageUses(document);
  return operators.flatMap(([operator, effect, where, edit, when = () => true]) => {
    const suitable = locations.filter(
      ({ pattern, isData, value, parent, keys }) =>
        where.test(pattern) &&
        (!isData || dataPatterns.test(where.source)) &&
        when(value as never, parent, keys.at(-1) ?? ""),
    );
    const places = Map.groupBy(suitable, ({ keys }) => getUses(keys).join());
    const chosen = [...places.values()].flatMap((all) =>
      all.toSorted((one, other) => compare(hash(seed, one.pointer), hash(seed, other.pointer))).slice(0, sites),
    );
    return chosen.map(({ keys, pointer }) => {
      const copy = structuredClone(document);
      const parent = keys.slice(0, -1).reduce<Node>((node, key) => node[key] as Node, copy as unknown as Node);
      edit(parent, keys.at(-1) as string, copy);
      return { operator, pointer, bump: getBump(effect, getUses(keys)), document: copy };
    });
  });
}

// What the operators on data name. In an example's value a key `type` is no keyword.
const dataPatterns = /security|value|mapping|x-/;

function getBump(effect: Effect, uses: readonly MessageUse[]): VersionBump {
  if (!(effect in bumpsByEffect)) return effect as VersionBump;
  const bumps: VersionBump[] = uses.map((use) => bumpsByEffect[effect as keyof typeof bumpsByEffect][use]);
  return versionBumps.find((bump) => bumps.includes(bump)) ?? "patch";
}

function hash(seed: number, text: string): string {
  return createHash("sha1").update(`${seed} ${text}`).digest("hex");
}

function compare(one: string, other: string): number {
  return one < other ? -1 : 1;
}

interface Location {
  readonly keys: readonly string[];
  readonly pointer: string;
  readonly pattern: string;
  readonly isData: boolean;
  readonly value: unknown;
  readonly parent: Node;
}

function* listLocations(parent: Node, outerKeys: readonly string[], kind: KeyKind): Generator<Location> {
  for (const [key, value] of Object.entries(parent)) {
    const keys = [...outerKeys, key];
    const isData = kind === "data";
    yield { keys, pointer: formatPointer(keys), pattern: formatPathPattern(keys), isData, value, parent };
    if (typeof value === "object" && value !== null) yield* listLocations(value as Node, keys, getKindBelow(kind, key));
  }
}
