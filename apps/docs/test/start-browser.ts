// Starts one browser for all test files, because a start takes as long as a dozen tests.

import { launchBrowserServer } from "@run-summary/browser";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The address that connects to the browser. */
    readonly browser: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await launchBrowserServer();
  project.provide("browser", server.wsEndpoint());
  return () => server.close();
}
