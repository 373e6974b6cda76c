import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { OpenApiDocument } from "@run-summary/openapi";
import { createCheckGenerator } from "./client-checks.ts";

const clientSources = fileURLToPath(new URL("../../packages/client/src/", import.meta.url));

/** Finds where a value does not match a schema. The list is empty where it matches. */
export type CompiledCheck = (value: unknown) => readonly { path: string; rule: string; value: unknown }[];

/**
 * The checks that the client gets for schemas of a document, which references in the schemas point into.
 *
 * @throws {Error} where a reference points to nothing.
 *
 * @example
 * const [check] = await compileChecks(document, [{ type: "integer" }]);
 * check?.("1"); // [{ path: "", rule: "type integer", value: "1" }]
 */
export async function compileChecks(document: OpenApiDocument, schemas: readonly unknown[]): Promise<CompiledCheck[]> {
  const generator = createCheckGenerator(document);
  const checks = schemas.map((schema) => generator.generateCheck(schema));
  const text = [
    'import * as check from "./checks/checks.ts";',
    ...generator.listDeclarations(),
    `export const checks: check.Check[] = [${checks.join(",\n")}];`,
  ];
  const folder = await mkdtemp(join(tmpdir(), "checks-"));
  try {
    for (const part of ["checks", "values"])
      await cp(join(clientSources, part), join(folder, part), { recursive: true });
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(join(folder, "compiled.ts"), text.join("\n"));
    const compiled = (await import(pathToFileURL(join(folder, "compiled.ts")).href)) as { checks: CompiledCheck[] };
    return compiled.checks;
  } finally {
    await rm(folder, { recursive: true });
  }
}
