import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { displayPath } from "@run-summary/spec";
import { sourceFile } from "@run-summary/spec/source";
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type Keys, keysOf } from "./place.ts";

/** Where a part of the document stands in the hand-written spec, as `path:line`; the line around it where it is gone. */
export function sourcePlace(pointer: string): string {
  const keys = keysOf(pointer);
  const [top, kind = "", name = "", ...below] = keys;
  const component = join(dirname(sourceFile), "components", kind, `${name}.yaml`);
  return top === "components" && existsSync(component) ? placeIn(component, below) : placeIn(sourceFile, keys);
}

function placeIn(file: string, keys: Keys): string {
  const lineCounter = new LineCounter();
  let node: unknown = parseDocument(readFileSync(file, "utf8"), { lineCounter }).contents;
  let offset = 0;
  for (const [index, key] of keys.entries()) {
    const reference = isMap(node) ? node.get("$ref") : undefined;
    if (typeof reference === "string" && key !== "$ref")
      return placeIn(join(dirname(file), reference), keys.slice(index));
    const [label, value] = partOf(node, key);
    if (!label?.range) break;
    [offset] = label.range;
    node = value;
  }
  return `${displayPath(file)}:${lineCounter.linePos(offset).line}`;
}

// What is under a key, and what shows where: the key, or the item of a list.
function partOf(node: unknown, key: string): [label?: Node, value?: unknown] {
  const pair = isMap(node)
    ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    : undefined;
  const [label, value] = isSeq(node) ? [node.items[Number(key)], node.items[Number(key)]] : [pair?.key, pair?.value];
  return isNode(label) ? [label, value] : [];
}
