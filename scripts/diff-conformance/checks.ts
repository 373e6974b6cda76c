// oasdiff's check ids, their levels, and the names of its constants.
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LevelName } from "./go/values.ts";

export interface Checks {
  /** The texts of oasdiff's constants by their name, such as `checker.APITagAddedId`. */
  readonly constants: ReadonlyMap<string, string>;
  /** The level of each check id. */
  readonly levels: ReadonlyMap<string, LevelName>;
}

/** Reads the constants of the packages and the table of the rules. */
export async function readChecks(folder: string): Promise<Checks> {
  const constants = new Map<string, string>();
  const levels = new Map<string, LevelName>();
  for (const name of ["checker", "diff"]) {
    for await (const file of glob("*.go", { cwd: join(folder, name), exclude: (path) => path.endsWith("_test.go") })) {
      const text = await readFile(join(folder, name, file), "utf8");
      for (const line of text.split("\n")) {
        const [, constant, value] = /^(?:const )?(\w+) *= "([^"]*)"/.exec(line.trim()) ?? [];
        if (constant !== undefined && value !== undefined) constants.set(`${name}.${constant}`, value);
      }
    }
  }
  const rules = await readFile(join(folder, "checker", "rules.go"), "utf8");
  for (const [, constant, level] of rules.matchAll(/newBackwardCompatibilityRule\((\w+), (\w+),/g)) {
    const id = constants.get(`checker.${constant}`);
    if (id !== undefined) levels.set(id, level as LevelName);
  }
  return { constants, levels };
}
