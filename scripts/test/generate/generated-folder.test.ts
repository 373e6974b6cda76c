import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { displayPath, readBundle } from "@run-summary/spec";
import { bundleSource } from "@run-summary/spec/source";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findDrift, writeGenerated } from "../../generate/generated-folder.ts";

const files = { "a.ts": "first\nsecond\n", "deep/b.ts": "only\n" };
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "generated-")), "generated");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("writes the files, and tells which", async () => {
  const changed = await writeGenerated(folder, files);

  expect(changed).toEqual([join(folder, "a.ts"), join(folder, "deep/b.ts")]);
  expect(await readFile(join(folder, "deep/b.ts"), "utf8")).toBe("only\n");
});

it("does not touch a file that is right", async () => {
  await writeGenerated(folder, files);
  const { mtimeMs } = await stat(join(folder, "a.ts"));

  const changed = await writeGenerated(folder, files);

  expect(changed).toEqual([]);
  expect((await stat(join(folder, "a.ts"))).mtimeMs).toBe(mtimeMs);
});

it("deletes a file that is not generated any more", async () => {
  await writeGenerated(folder, files);

  const changed = await writeGenerated(folder, { "a.ts": files["a.ts"] });

  expect(changed).toEqual([join(folder, "deep/b.ts")]);
  expect(await readdir(folder, { recursive: true })).toEqual(["a.ts", "deep"]);
});

it("finds no drift in a folder that is right", async () => {
  await writeGenerated(folder, files);

  expect(await findDrift(folder, files)).toEqual([]);
});

it("finds the first line that differs", async () => {
  await writeGenerated(folder, files);
  await writeFile(join(folder, "a.ts"), "first\nedited\n");

  expect(await findDrift(folder, files)).toEqual([
    `${displayPath(folder)}/a.ts:2 differs from what the spec gives.\n  the file has:   edited\n  the spec gives: second`,
  ]);
});

it("finds a line too many, and a line too few", async () => {
  await mkdir(join(folder, "deep"), { recursive: true });
  await writeFile(join(folder, "a.ts"), "first\nsecond\nthird\n");
  await writeFile(join(folder, "deep/b.ts"), "");

  const [tooMany, tooFew] = await findDrift(folder, files);

  expect(tooMany).toContain("a.ts:3 differs");
  expect(tooMany).toContain("the file has:   third");
  expect(tooFew).toContain("b.ts:1 differs");
  expect(tooFew).toContain("the spec gives: only");
});

it("finds a missing file and one that is not generated", async () => {
  await writeGenerated(folder, { "a.ts": files["a.ts"], "stray.ts": "" });

  expect(await findDrift(folder, files)).toEqual([
    `${displayPath(folder)}/deep/b.ts:1 is missing.`,
    `${displayPath(folder)}/stray.ts:1 is not generated from the spec.`,
  ]);
});

it("the committed bundle reads as the source does", async () => {
  expect(readBundle()).toEqual(await bundleSource());
});
