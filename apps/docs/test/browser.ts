// One browser for all test files of a run: starting one costs as much as a dozen of tests.

import { launchBrowserServer } from "@run-summary/browser";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the browser is connected to. */
    readonly browser: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await launchBrowserServer();
  project.provide("browser", server.wsEndpoint());
  return () => server.close();
}
