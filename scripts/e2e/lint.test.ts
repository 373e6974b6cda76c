// `npm run lint` fails where code uses what a dependency does not document.
import { expect, it, onTestFinished } from "vitest";
import { copyRepository } from "../shared/repository-copy.ts";

const undocumented: [what: string, code: string, message: string][] = [
  ["an import below dist/", 'import "redoc/dist/index.js";', "lint/style/noRestrictedImports"],
  ["an import below lib/ of a package with a scope", 'import "@a/b/lib/c.js";', "lint/style/noRestrictedImports"],
  ["a dynamic import below dist/", 'await import("redoc/dist/index.js");', "lint/style/noRestrictedImports"],
  ["the path of a file below dist/", 'import.meta.resolve("redoc/dist/index.js");', "plugin"],
  ["a require that was created", 'createRequire(import.meta.url)("redoc/lib/index.js");', "plugin"],
  ["Node's module cache", "delete require.cache.redoc;", "plugin"],
  ["Node's module loader", "Module._load = () => {};", "plugin"],
  ["getBuiltinModule", 'process.getBuiltinModule("fs");', "plugin"],
];
const documented = ['import "ajv/dist/2019.js";', 'import "ajv/dist/2020.js";'];

it("names each such line, and fails", async () => {
  const copy = await copyRepository();
  onTestFinished(() => copy.remove());
  const file = "spec/src/undocumented.ts";
  await copy.write(file, [...undocumented.map(([, code]) => code), ...documented].join("\n"));

  const { exitCode, output } = await copy.npm(`lint -- ${file}`);

  expect(exitCode).not.toBe(0);
  undocumented.forEach(([what, , message], index) => {
    expect(output, what).toMatch(new RegExp(`^spec/src/undocumented\\.ts:${index + 1}:\\d+ ${message}`, "m"));
  });
  documented.forEach((_code, index) => {
    expect(output).not.toMatch(
      new RegExp(`^spec/src/undocumented\\.ts:${undocumented.length + index + 1}:\\d+ lint/style`, "m"),
    );
  });
});
