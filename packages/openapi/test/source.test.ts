import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { OpenApiDocument } from "../src/document.ts";
import { findLine, findReferenceCycle, listSourceFiles, locateSource } from "../src/source/index.ts";

async function writeFiles(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "openapi-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return join(folder, "openapi.yaml");
}

const files = {
  "openapi.yaml": "paths:\n  /me:\n    $ref: paths/me.yaml\n",
  "paths/me.yaml": "get:\n  parameters:\n    - $ref: ../parameters/top.yaml\n  summary: Me\n",
  "parameters/top.yaml": 'name: $top\nin: query\nschema:\n  type: integer\n  $comment: "#/here"\n',
};

it("lists the files of a document", async () => {
  const root = await writeFiles(files);

  expect(listSourceFiles(root)).toEqual(Object.keys(files).map((name) => join(dirname(root), name)));
});

it("finds the file and the line of a part behind references, a parameter by its name", async () => {
  const root = await writeFiles(files);

  const {
    file = "",
    keys,
    isFound,
  } = locateSource(root, ["paths", "/me", "get", "parameters", "$top", "schema", "type"]);

  expect(file).toBe(join(dirname(root), "parameters/top.yaml"));
  expect({ keys, isFound }).toEqual({ keys: ["schema", "type"], isFound: true });
  expect(findLine(file, keys)).toBe(4);
});

it("finds a reference itself", async () => {
  const root = await writeFiles(files);

  const { file = "", keys, isFound } = locateSource(root, ["paths", "/me", "get", "parameters", "0", "$ref"]);

  expect(isFound).toBe(true);
  expect([file, findLine(file, keys)]).toEqual([join(dirname(root), "paths/me.yaml"), 3]);
});

it("finds a property in the last part of an allOf that has it", async () => {
  const root = await writeFiles({
    "openapi.yaml": "allOf:\n  - $ref: base.yaml\n  - $ref: more.yaml\nproperties:\n  own: {}\n",
    "base.yaml": "properties:\n  id: {}\n",
    "more.yaml": "allOf:\n  - $ref: base.yaml\nproperties:\n  id:\n    type: string\n",
  });

  const { file = "", keys, isFound } = locateSource(root, ["properties", "id", "type"]);

  expect({ file, keys, isFound }).toEqual({
    file: join(dirname(root), "more.yaml"),
    keys: ["properties", "id", "type"],
    isFound: true,
  });
});

it("ends where a schema is a part of its own allOf", async () => {
  const root = await writeFiles({ "openapi.yaml": "allOf:\n  - $ref: openapi.yaml\n" });

  expect(locateSource(root, ["properties", "id"])).toEqual({ file: root, keys: [], isFound: false });
});

it("names the innermost part around what is not there", async () => {
  const root = await writeFiles(files);

  const { file = "", keys, isFound } = locateSource(root, ["paths", "/me", "get", "responses", "200"]);

  expect({ file, keys, isFound }).toEqual({
    file: join(dirname(root), "paths/me.yaml"),
    keys: ["get"],
    isFound: false,
  });
});

it("finds a part of a document that was not read from a file", () => {
  const document = {
    paths: { "/me": { $ref: "#/components/pathItems/Me" } },
    components: { pathItems: { Me: { get: {} } } },
  };

  expect(locateSource(document as unknown as OpenApiDocument, ["paths", "/me", "get"])).toEqual({
    file: undefined,
    keys: ["components", "pathItems", "Me", "get"],
    isFound: true,
  });
});

it("finds a reference that leads back to itself through another file", async () => {
  const root = await writeFiles({
    "openapi.yaml": "a:\n  $ref: b.yaml#/b\n",
    "b.yaml": "b:\n  $ref: openapi.yaml#/a\n",
  });

  expect(findReferenceCycle(root)?.reference).toBe("b.yaml#/b");
});

it("finds no cycle in a schema that holds itself as a property", async () => {
  const root = await writeFiles({ "openapi.yaml": 'a:\n  properties:\n    inner:\n      $ref: "#/a"\n' });

  expect(findReferenceCycle(root)).toBeUndefined();
});
