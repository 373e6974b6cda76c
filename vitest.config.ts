import { basename } from "node:path";
import type { TestProjectInlineConfiguration, ViteUserConfig } from "vitest/config";

/** The tests of a package. `npx vitest run --project mock` runs those of the package in `apps/mock`. */
function definePackage(
  root: string,
  options: TestProjectInlineConfiguration["test"] = {},
): TestProjectInlineConfiguration {
  return { extends: true, root, test: { name: basename(root), include: ["test/**/*.test.ts"], ...options } };
}

/** The tests of a package as its users meet it: commands in processes, pages in a browser. Their project is named `mock-e2e`. */
function defineEndToEnd(
  root: string,
  options: TestProjectInlineConfiguration["test"] = {},
): TestProjectInlineConfiguration {
  return definePackage(root, { name: `${basename(root)}-e2e`, include: ["e2e/*.test.ts"], ...options });
}

// Not UTC, so that a test shows where code reads a date as local time.
process.env.TZ = "Asia/Kolkata";

const config: ViteUserConfig = {
  test: {
    projects: [
      definePackage("spec"),
      definePackage("packages/openapi"),
      definePackage("packages/upstream"),
      definePackage("packages/command-line"),
      definePackage("packages/browser"),
      definePackage("packages/client"),
      definePackage("apps/mock"),
      definePackage("packages/contract"),
      definePackage("apps/docs", { globalSetup: "test/start-browser.ts" }),
      definePackage("apps/contract-tests"),
      definePackage("scripts"),
      defineEndToEnd("packages/browser"),
      defineEndToEnd("apps/mock"),
      defineEndToEnd("apps/docs", { globalSetup: "test/start-browser.ts" }),
      defineEndToEnd("scripts"),
    ],
    isolate: false, // the test files of a package share what they import
    maxWorkers: 2, // many tests wait for another process or for a time limit
    testTimeout: 120_000, // some tests run a whole command, on a machine that runs other tasks too
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    taskTitleValueFormatTruncate: 200, // the names of tests from a table are shown whole
    // `--coverage` is for the client: every hand-written line of it is tested. The patterns are relative to the package.
    coverage: { include: ["src/**"], exclude: ["src/generated/**"], reporter: "text", thresholds: { 100: true } },
  },
};

export default config;
