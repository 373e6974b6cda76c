// The pairs of documents that oasdiff's tests compare, with what they expect.
import { glob, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { bundleDocument } from "@run-summary/spec/source";
import type { Checks } from "./checks.ts";
import type { Pair } from "./findings.ts";
import { runTest } from "./go/interpreter.ts";
import { type Declarations, parseFile } from "./go/parser.ts";
import { UnreadableError } from "./go/values.ts";

export interface TestCase {
  /** The test's function, with a number where it compares several pairs. */
  readonly name: string;
  readonly pair: Pair;
  /** Why the rest of the test is not read. */
  readonly unread?: string;
}

export interface TestCases {
  readonly cases: readonly TestCase[];
  /** The tests that give no pair, with the reason. */
  readonly skipped: ReadonlyMap<string, string>;
}

/** Runs all tests, or one of this name. */
export async function readTests(folder: string, checks: Checks, only?: string): Promise<TestCases> {
  const declarations = await readDeclarations(folder);
  const names = [...declarations.functions.keys(), ...declarations.unreadable.keys()];
  const cases: TestCase[] = [];
  const skipped = new Map<string, string>();
  const specs = await readSpecs(folder);
  for (const name of names.filter((one) => (only === undefined ? /^Test/.test(one) : one === only))) {
    const { pairs, reason } = runWithSpecs(name, declarations, checks, (file) =>
      specs.get(resolve(folder, "checker", file)),
    );
    for (const [index, pair] of pairs.entries()) {
      const unread = reason !== undefined && { unread: reason };
      cases.push({ name: pairs.length > 1 ? `${name} #${index + 1}` : name, pair, ...unread });
    }
    if (pairs.length === 0) skipped.set(name, reason ?? "it compares no documents");
  }
  return { cases, skipped };
}

/** The declarations of all test files, which are two packages with helpers of their own. */
async function readDeclarations(folder: string): Promise<Declarations> {
  const files = (await Array.fromAsync(glob("*_test.go", { cwd: join(folder, "checker") }))).toSorted();
  const parsed = await Promise.all(
    files.map(async (file) => parseFile(await readFile(join(folder, "checker", file), "utf8"))),
  );
  return {
    functions: new Map(parsed.flatMap(({ functions }) => [...functions])),
    values: new Map(parsed.flatMap(({ values }) => [...values])),
    unreadable: new Map(parsed.flatMap(({ unreadable }) => [...unreadable])),
  };
}

/** Runs a test, up to what the interpreter cannot read. */
function runWithSpecs(
  name: string,
  declarations: Declarations,
  { constants, levels }: Checks,
  findSpec: (file: string) => unknown,
): { pairs: Pair[]; reason?: string } {
  const pairs: Pair[] = [];
  let readsSpecs = false;
  try {
    runTest(name, declarations, {
      constants,
      isId: (value): value is string => typeof value === "string" && levels.has(value),
      readSpec(file) {
        readsSpecs = true;
        const spec = findSpec(file);
        if (spec === undefined) throw new UnreadableError("a spec is no file of the tests");
        if (spec instanceof Error) throw new UnreadableError(`a spec cannot be read: ${spec.message}`);
        return structuredClone(spec);
      },
      addPair: (pair) => pairs.push(pair),
    });
    return { pairs };
  } catch (error) {
    if (!readsSpecs) return { pairs };
    if (error instanceof UnreadableError) return { pairs, reason: error.message };
    return { pairs, reason: `the interpreter fails: ${(error as Error).message}` };
  }
}

/** The specs of the tests by their files. The interpreter does not wait, so all are read first. */
async function readSpecs(folder: string): Promise<ReadonlyMap<string, unknown>> {
  const specs = new Map<string, unknown>();
  for await (const name of glob("{data,checker}/**/*.{yaml,yml,json}", { cwd: folder })) {
    specs.set(resolve(folder, name), await readSpec(join(folder, name)));
  }
  return specs;
}

/** The bundled document; the error where it cannot be read. */
async function readSpec(file: string): Promise<unknown> {
  try {
    // Anchors of YAML would make two parts one object.
    return JSON.parse(JSON.stringify(await bundleDocument(file)));
  } catch (error) {
    return error;
  }
}
