import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { displayPath } from "./display-path.ts";
import type { Problem } from "./problem.ts";

/**
 * A reference that leads, through other references alone, back to itself. Redocly would end the process that meets one;
 * what cannot be read is left to it.
 */
export async function referenceCycle(rootFile: string): Promise<Problem | undefined> {
  const files = new Map<string, Promise<{ text: string; root: unknown }>>();
  const read = (file: string) => {
    const known = files.get(file) ?? readYaml(file);
    files.set(file, known);
    return known;
  };
  const open = [rootFile];
  for (const file of open) {
    for (const reference of referencesIn((await read(file)).root)) {
      const passed = new Set<string>();
      let [inFile, next]: [string, string | undefined] = [file, reference];
      while (next !== undefined && !/^\w+:\/\//.test(next)) {
        const [path = "", pointer = ""] = next.split("#");
        const target: string = path === "" ? inFile : join(dirname(inFile), path);
        if (!open.includes(target)) open.push(target);
        if (passed.has(`${target}#${pointer}`)) return problemAt(inFile, next, (await read(inFile)).text);
        passed.add(`${target}#${pointer}`);
        inFile = target;
        next = referenceOf(nodeAt((await read(target)).root, pointer));
      }
    }
  }
  return undefined;
}

function problemAt(file: string, reference: string, text: string): Problem {
  const line = text.slice(0, text.indexOf(reference)).split("\n").length;
  return {
    place: `${displayPath(file)}:${line}:1`,
    message: `The reference ${reference} leads back to itself. Write there what it is to name.`,
    rule: "no-reference-cycle",
    codeframe: "",
  };
}

async function readYaml(file: string): Promise<{ text: string; root: unknown }> {
  try {
    const text = await readFile(file, "utf8");
    return { text, root: load(text) };
  } catch {
    return { text: "", root: undefined };
  }
}

function referenceOf(node: unknown): string | undefined {
  const { $ref } = (node ?? {}) as { $ref?: unknown };
  return typeof $ref === "string" ? $ref : undefined;
}

function referencesIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return [...[referenceOf(node) ?? []].flat(), ...Object.values(node).flatMap(referencesIn)];
}

function nodeAt(root: unknown, pointer: string): unknown {
  const keys = pointer.split("/").slice(1);
  return keys.reduce<unknown>(
    (node, key) => (node as Record<string, unknown> | undefined)?.[key.replaceAll("~1", "/").replaceAll("~0", "~")],
    root,
  );
}
