import { readFileSync } from "node:fs";
import { formatPointer, isRecord, type Keys } from "@run-summary/openapi";
import { findLine } from "@run-summary/openapi/source";
import { DocumentError, type ServedDocument } from "../../prism/document.ts";
import type { Operation } from "../../prism/operation.ts";
import { findRoute, type Routes } from "../../prism/routes.ts";
import { parseTarget } from "../../server/address.ts";
import { getKey } from "./entity-type.ts";
import { type Entity, validateSuccess } from "./examples.ts";
import type { Place, SeededPlaces, Step } from "./places.ts";
import { getItemPath, locate, type ResourcePath } from "./read.ts";

/** What a GET of each path below the API's root returns. */
export type Seed = Readonly<Record<string, object>>;

/** Something in a seed that is wrong. */
interface Mistake {
  readonly keys: Keys;
  readonly message: string;
}

const maxMistakes = 20;

/**
 * Reads a seed: a file of JSON, or the seed itself.
 *
 * @throws {DocumentError} where a path cannot be read, or has what the document does not allow. The message says where.
 */
export function readSeed(document: ServedDocument, seed: string | Seed): SeededPlaces {
  const file = typeof seed === "string" ? seed : undefined;
  const entries = Object.entries(typeof seed === "string" ? parseSeed(seed) : seed);
  const mistakes: Mistake[] = [];
  const places = entries.flatMap(([path, value]) => plantPath(document.routes, path, value, mistakes));
  if (mistakes.length > 0) throw new DocumentError(formatMistakes(mistakes, file));
  return places;
}

function parseSeed(file: string): Seed {
  const text = readFileSync(file, "utf8");
  try {
    const seed: unknown = JSON.parse(text);
    if (isRecord(seed)) return seed as Seed;
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}.`);
  }
  throw new Error(`${file} must contain an object of entities by their paths: {"/path/below/the/root": {…}}.`);
}

/** Lists the places of what a seed has at a path, and adds what is wrong with it to the mistakes. */
function plantPath(routes: Routes, path: string, value: unknown, mistakes: Mistake[]): [readonly Step[], Place][] {
  const at = locatePath(routes, path);
  const operation = at?.resource.operations.get("get");
  if (at === undefined || operation === undefined) {
    mistakes.push({ keys: [path], message: `The path ${path} cannot be read. These can: ${listReadable(routes)}.` });
    return [];
  }
  const wrong = validateSuccess(operation, value);
  mistakes.push(...wrong.map(({ location, message }) => ({ keys: [path, ...location.slice(2)], message })));
  if (wrong.length > 0 || !isRecord(value)) return [];
  return at.resource.kind === "list"
    ? plantItems({ routes }, at, path, value, mistakes)
    : [plantEntity(at, path, value, mistakes)];
}

function locatePath(routes: Routes, path: string): ResourcePath | undefined {
  if (!isPath(path)) return undefined;
  const { route, address } = findRoute(routes, { path, search: "" });
  const template = route?.operations.get("get")?.path;
  return template === undefined ? undefined : locate({ routes }, template, address.path);
}

function isPath(text: string): boolean {
  try {
    return parseTarget(text).search === "";
  } catch {
    return false;
  }
}

function plantItems(
  source: { readonly routes: Routes },
  list: ResourcePath,
  path: string,
  { value, ...rest }: Entity,
  mistakes: Mistake[],
): [readonly Step[], Place][] {
  const { type } = list.resource;
  const names = new Map<string, number>();
  const items = Array.isArray(value) ? value.filter(isRecord) : [];
  const places = items.map((item, index): [readonly Step[], Place] => {
    const keys = [path, "value", index];
    const name = getKey(type, item) ?? (type.key === undefined ? String(index) : undefined);
    const other = name === undefined ? undefined : names.get(name);
    if (name === undefined) mistakes.push({ keys, message: `The item has no key: add the property ${type.key}.` });
    if (other !== undefined)
      mistakes.push({ keys, message: `The item has the same ${type.key} as the item ${other} of the list.` });
    names.set(name ?? "", index);
    return [getItemPath(list, name ?? "", source).steps, { base: {}, written: item }];
  });
  for (const [index, item] of items.entries())
    for (const { location, message } of type.read === undefined ? [] : validateSuccess(type.read, item))
      mistakes.push({ keys: [path, "value", index, ...location.slice(2)], message });
  return [[list.steps, { written: rest }], ...places];
}

function plantEntity(at: ResourcePath, path: string, entity: Entity, mistakes: Mistake[]): [readonly Step[], Place] {
  const { kind, type } = at.resource;
  const name = getKey(type, entity);
  if (kind === "item" && name !== undefined && name !== at.steps.at(-1)?.[1])
    mistakes.push({ keys: [path, type.key ?? ""], message: "The key is another one than that of the path." });
  return [at.steps, { base: {}, written: entity }];
}

function listReadable({ paths, failures }: Routes): string {
  const isReadable = ({ operation }: { operation: Operation }) =>
    operation.method === "get" && !failures.has(operation);
  const readable = paths.filter(({ operations }) => operations.some(isReadable));
  return readable.map(({ template }) => template).join(", ");
}

function formatMistakes(mistakes: readonly Mistake[], file: string | undefined): string {
  const lines = mistakes.slice(0, maxMistakes).map(({ keys, message }) => {
    const place = file === undefined ? "the seed" : `${file}:${findLine(file, keys.map(String))}`;
    return `${place}#${formatPointer(keys)}: ${message}`;
  });
  const rest = mistakes.length - lines.length;
  const more = rest === 1 ? "There is 1 more mistake." : `There are ${rest} more mistakes.`;
  return [...lines, ...(rest > 0 ? [more] : [])].join("\n");
}
