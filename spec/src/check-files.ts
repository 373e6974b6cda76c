// Checks of the spec's files that a lint rule cannot make, since Redocly shows a rule one part of a document at a time.
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join, parse, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenApiDocument } from "@run-summary/openapi";
import { findLine, findReferenceCycle, listSourceFiles, readValue } from "@run-summary/openapi/source";
import { displayPath } from "./display-path.ts";
import type { Problem } from "./problem.ts";

/** A reference that leads back to itself. Redocly would end the process that meets one. */
export function checkReferences(rootFile: string): Problem[] {
  const cycle = findReferenceCycle(rootFile);
  if (cycle === undefined) return [];
  const { file, reference } = cycle;
  const text = readFileSync(file, "utf8");
  const line = text.slice(0, text.indexOf(reference)).split("\n").length;
  const message = `The reference ${reference} leads back to itself. Write the definition in its place, or refer to one.`;
  return [createProblem(`${displayPath(file)}:${line}:1`, message, "no-reference-cycle")];
}

/**
 * Keys and parameters with the name of a member that each object of JavaScript has: Redocly and validators find a `toString` where the file has
 * none, and end with an error at a `hasOwnProperty`.
 */
export function checkNames(rootFile: string): Problem[] {
  return listSourceFiles(rootFile).flatMap((file) =>
    listInheritedNames(readValue(file)).map(({ name, keys }) => {
      const message = `In JavaScript each object has a \`${name}\`, so that client and validators find it where it is missing. Write another name.`;
      return createProblem(`${displayPath(file)}:${findLine(file, keys)}:1`, message, "no-inherited-names");
    }),
  );
}

function listInheritedNames(value: unknown, keys: readonly string[] = []): { name: string; keys: readonly string[] }[] {
  if (typeof value !== "object" || value === null) return [];
  const own = Object.entries(value).flatMap(([key, child]) => [
    ...(key in Object.prototype && !Array.isArray(value) ? [{ name: key, keys: [...keys, key] }] : []),
    ...listInheritedNames(child, [...keys, key]),
  ]);
  const { name, in: place } = value as { name?: unknown; in?: unknown };
  const isInherited = typeof name === "string" && typeof place === "string" && name in Object.prototype;
  return isInherited ? [{ name, keys: [...keys, "name"] }, ...own] : own;
}

/** Files that the document does not use. Nothing that is generated from the spec could show a mistake in them. */
export async function checkUnusedFiles(folder: string, used: ReadonlySet<string>): Promise<Problem[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /^[^.].*\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !used.has(path) && !rootFiles.has(relative(folder, path)) && !isPackageCode(path, folder))
    .map((path) => {
      const message =
        "Nothing refers to this file. Refer to it from openapi.yaml, directly or indirectly, or delete it.";
      return createProblem(`${displayPath(path)}:1:1`, message, "no-unused-files");
    });
}

const rootFiles = new Set(["openapi.yaml", "package.json", "redocly.yaml"]);
const codeFolders = new Set(["dist", "generated", "lint", "node_modules", "reports", "src", "test", "upstream"]);
const specFolder = fileURLToPath(new URL("../", import.meta.url));

/** Whether a path leads to the code of this package, and not to the hand-written spec. */
export function isPackageCode(path: string, folder: string = specFolder): boolean {
  const [top = ""] = relative(folder, path).split(sep);
  return codeFolders.has(top);
}

// Names that the generated types use themselves.
const reservedNames = new Set(["OneOf", "Record", "WithRequired", "Without", "XOR"]);

/** Schemas whose name cannot be the name of a generated type. A schema in a file has the file's name. */
export function checkSchemaNames({ components }: OpenApiDocument, files: ReadonlySet<string>): Problem[] {
  return Object.keys(components?.schemas ?? {})
    .filter(
      (name) =>
        !/^[A-Z][A-Za-z0-9]*$/.test(name) || /^(Header|Parameter|Response)[A-Z]/.test(name) || reservedNames.has(name),
    )
    .map((name) => {
      const file = [...files].find((path) => parse(path).name === name && /schemas/.test(dirname(path)));
      const message = `The schema's name \`${name}\` cannot be the name of a generated type. Name the file in PascalCase, such as \`RunSummary.yaml\`. Names that begin with Header, Parameter or Response are taken.`;
      return createProblem(file === undefined ? "spec" : `${displayPath(file)}:1:1`, message, "schema-names");
    });
}

function createProblem(location: string, message: string, rule: string): Problem {
  return { location, message, rule, codeframe: "" };
}
