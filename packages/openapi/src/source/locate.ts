import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { OpenApiDocument } from "../document.ts";
import { formatPointer, getValue } from "../json-pointer.ts";
import { getReference } from "../reference.ts";
import { createParsingReader, readValue, resolveTarget } from "./files.ts";

/** Where a part of a document is written. */
export interface SourceLocation {
  /** The file that holds the part; `undefined` where the document was not read from a file. */
  readonly file: string | undefined;
  /** The keys that lead to the part from the root of its file. */
  readonly keys: readonly string[];
  /** Whether the part was found. If not, the location is the innermost part around it. */
  readonly isFound: boolean;
}

interface Position {
  readonly file: string | undefined;
  readonly root: unknown;
  readonly keys: readonly string[];
}

/**
 * Where a part of a document is written, for the keys that lead to it as if references were replaced by their targets, and
 * each `allOf` by the merged schema. An item of a list is named by its index or by its `name`, as a parameter is. The key
 * `$ref` leads to the reference itself.
 *
 * @param document the root file, or the document itself
 */
export function locateSource(document: string | OpenApiDocument, keys: readonly string[]): SourceLocation {
  const root: Position =
    typeof document === "string"
      ? { file: document, root: readValue(document), keys: [] }
      : { file: undefined, root: document, keys: [] };
  return locateBelow(root, keys);
}

function locateBelow(
  position: Position,
  keys: readonly string[],
  passed: ReadonlySet<string> = new Set(),
): SourceLocation {
  const [key, ...rest] = keys;
  if (key === undefined) return { file: position.file, keys: position.keys, isFound: true };
  const target = key === "$ref" ? position : followReferences(position);
  const child = findChild(target, key);
  const location = child ? locateBelow(child, rest) : { file: target.file, keys: target.keys, isFound: false };
  const id = formatId(target);
  if (location.isFound || passed.has(id)) return location;
  const inAllOf = listAllOf(target)
    .map((part) => locateBelow(part, keys, new Set([...passed, id])))
    .findLast((found) => found.isFound);
  return inAllOf ?? location;
}

function listAllOf({ file, root, keys }: Position): Position[] {
  const allOf = getValue(root, [...keys, "allOf"]);
  return Array.isArray(allOf)
    ? allOf.map((_part, index) => ({ file, root, keys: [...keys, "allOf", `${index}`] }))
    : [];
}

const readNodes = createParsingReader((text) => {
  const lineCounter = new LineCounter();
  return { contents: parseDocument(text, { lineCounter }).contents, lineCounter };
});

/** The line of a part of a file, from 1; that of the innermost part around it where the file does not hold it. */
export function findLine(file: string, keys: readonly string[]): number {
  const { contents, lineCounter } = readNodes(file) ?? { contents: null, lineCounter: new LineCounter() };
  let node: unknown = contents;
  let offset = 0;
  for (const key of keys) {
    const [label, value] = findNode(node, key);
    if (!label?.range) break;
    [offset] = label.range;
    node = value;
  }
  return lineCounter.linePos(offset).line;
}

function followReferences(position: Position): Position {
  const followed = new Set<string>();
  for (let current = position; ; ) {
    const reference = getReference(getValue(current.root, current.keys));
    const id = formatId(current);
    if (reference === undefined || followed.has(id)) return current;
    followed.add(id);
    const target = resolveTarget(current.file ?? "", reference);
    if (target === undefined) return current;
    const isSameFile = reference.startsWith("#");
    current = isSameFile
      ? { ...current, keys: target.keys }
      : { file: target.file, root: readValue(target.file), keys: target.keys };
  }
}

function formatId({ file, keys }: Position): string {
  return `${file}#${formatPointer(keys)}`;
}

function findChild(position: Position, key: string): Position | undefined {
  const value = getValue(position.root, position.keys);
  const childAt = (name: string) => ({ ...position, keys: [...position.keys, name] });
  if (getValue(value, [key]) !== undefined) return childAt(key);
  if (!Array.isArray(value)) return undefined;
  const index = value.findIndex((_item, at) => {
    const item = followReferences(childAt(String(at)));
    return getValue(item.root, [...item.keys, "name"]) === key;
  });
  return index === -1 ? undefined : childAt(String(index));
}

// The node under a key, and the node whose line is shown: the key itself, or the item of a list.
function findNode(node: unknown, key: string): [label?: Node, value?: unknown] {
  if (isSeq(node)) {
    const item = node.items[Number(key)];
    return isNode(item) ? [item, item] : [];
  }
  const pair = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  return isNode(pair?.key) ? [pair.key, pair.value] : [];
}
