import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

const root = fileURLToPath(new URL("../../", import.meta.url));
const client = (file: string) => `${root}packages/client/src/${file}`;

// The client's own tests and the contract tests, both on the client's sources, which Stryker changes.
const config: ViteUserConfig = {
  root,
  test: {
    include: ["packages/client/test/*.test.ts", "apps/contract-tests/test/*.test.ts"],
    exclude: ["**/package.test.ts", "**/agreement.test.ts", "**/target.test.ts"],
    alias: [
      { find: /^@run-summary\/client$/, replacement: client("index.ts") },
      { find: /^@run-summary\/client\/validate$/, replacement: client("validate.ts") },
    ],
  },
};

export default config;
