import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

const root = fileURLToPath(new URL("../../", import.meta.url));
const client = (file: string) => `${root}packages/client/src/${file}`;

// The client's own tests and the contract tests that use it, both on the client's sources, which Stryker changes.
const config: ViteUserConfig = {
  root,
  test: {
    include: [
      "packages/client/test/*.test.ts",
      ...["operations", "properties", "reference-page", "requests"].map(
        (name) => `apps/contract-tests/test/${name}.test.ts`,
      ),
    ],
    exclude: ["**/package.test.ts"],
    testTimeout: 20_000,
    env: { CONTRACT_SEED: "1" }, // each mutant meets the same bodies
    alias: [
      { find: /^@run-summary\/client$/, replacement: client("index.ts") },
      { find: /^@run-summary\/client\/validate$/, replacement: client("validate.ts") },
    ],
  },
};

export default config;
