import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { parsePointer } from "../json-pointer.ts";
import { getReference } from "../reference.ts";

/** What a reference names: a file, and the keys that lead to a part of it. */
export interface ReferenceTarget {
  readonly file: string;
  readonly keys: readonly string[];
}

/** The target of a reference that stands in a file; `undefined` for a reference to the network. */
export function resolveTarget(file: string, reference: string): ReferenceTarget | undefined {
  if (/^\w+:\/\//.test(reference)) return undefined;
  const [path = "", pointer = ""] = reference.split("#");
  return { file: path === "" ? file : join(dirname(file), path), keys: parsePointer(pointer) };
}

/** The value that a YAML or JSON file holds; `undefined` where the file cannot be read or parsed. */
export const readValue: (file: string) => unknown = createParsingReader((text) => {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
});

/**
 * Creates a function that reads a file and parses its text, which is parsed anew only where it has changed. It returns
 * `undefined` for a file that cannot be read.
 */
export function createParsingReader<Value>(parseText: (text: string) => Value): (file: string) => Value | undefined {
  const known = new Map<string, { readonly text: string; readonly value: Value }>();
  return (file) => {
    const text = readText(file);
    if (text === undefined) return undefined;
    const last = known.get(file);
    if (last?.text === text) return last.value;
    const value = parseText(text);
    known.set(file, { text, value });
    return value;
  };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** All references inside a value, at any depth. */
export function listReferences(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = getReference(value);
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(listReferences)];
}

/** The files of a document: its root file, and those that it refers to, directly or through others. */
export function listSourceFiles(rootFile: string): string[] {
  const files = [rootFile];
  for (const file of files) {
    for (const reference of listReferences(readValue(file))) {
      const target = resolveTarget(file, reference)?.file;
      if (target !== undefined && !files.includes(target)) files.push(target);
    }
  }
  return files;
}
