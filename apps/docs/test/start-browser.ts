// Starts one browser and builds the fixture's site for all test files, because each takes as long as a dozen tests.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowserServer } from "@run-summary/browser";
import type { TestProject } from "vitest/node";
import { buildDocs } from "../src/index.ts";
import { fixtureFile } from "./fixture/fixture.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address that connects to the browser. */
    readonly browser: string;
    /** The folder of the fixture's site. */
    readonly fixtureSite: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = `${await mkdtemp(join(tmpdir(), "docs-fixture-"))}/`;
  const [server] = await Promise.all([launchBrowserServer(), buildDocs(fixtureFile, folder)]);
  project.provide("browser", server.wsEndpoint());
  project.provide("fixtureSite", folder);
  return async () => {
    await server.close();
    await rm(folder, { recursive: true });
  };
}
