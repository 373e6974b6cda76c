// `npm ci` takes the lock file only where it is whole, whatever the platform.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "../shared/repository.ts";

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(await readFile(join(repository, "package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};
const names = new Set(Object.keys(packages).map((path) => path.split("node_modules/").at(-1)));

it("holds the packages of all platforms: choose a version of the tool that has them in the registry", () => {
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => !names.has(name));

  expect(missing).toEqual([]);
});

it("names no registry", () => {
  const resolved = Object.values(packages).flatMap(({ resolved = "" }) => resolved);

  expect(resolved.filter((address) => address.startsWith("http"))).toEqual([]);
});
