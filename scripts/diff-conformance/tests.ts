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
  const specs = new Map<string, unknown>();
  for (const name of names.filter((one) => (only === undefined ? /^Test/.test(one) : one === only))) {
    const { pairs, reason } = await runWithSpecs(name, folder, declarations, checks, specs);
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

class SpecNeeded extends Error {
  readonly file: string;

  constructor(file: string) {
    super(file);
    this.file = file;
  }
}

/** Runs a test anew for each spec that it reads: the interpreter does not wait, and specs are read in the background. */
async function runWithSpecs(
  name: string,
  folder: string,
  declarations: Declarations,
  { constants, levels }: Checks,
  specs: Map<string, unknown>,
): Promise<{ pairs: Pair[]; reason?: string }> {
  for (;;) {
    const pairs: Pair[] = [];
    let readsSpecs = false;
    try {
      runTest(name, declarations, {
        constants,
        isId: (value): value is string => typeof value === "string" && levels.has(value),
        readSpec(file) {
          readsSpecs = true;
          if (!specs.has(file)) throw new SpecNeeded(file);
          const spec = specs.get(file);
          if (spec instanceof Error) throw new UnreadableError(`a spec cannot be read: ${spec.message}`);
          return structuredClone(spec);
        },
        addPair: (pair) => pairs.push(pair),
      });
      return { pairs };
    } catch (error) {
      if (error instanceof SpecNeeded) {
        const path = resolve(folder, "checker", error.file);
        specs.set(error.file, await readSpec(path));
      } else if (!readsSpecs) return { pairs };
      else if (error instanceof UnreadableError) return { pairs, reason: error.message };
      else return { pairs, reason: `the interpreter fails: ${(error as Error).message}` };
    }
  }
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
