import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

// Stryker runs the tests in a copy of this folder, which the repository's Vitest configuration does not know.
const config: ViteUserConfig = {
  root: fileURLToPath(new URL("../", import.meta.url)),
  test: {
    include: ["test/**/*.test.ts"],
    isolate: false, // the test files share Prism, which takes a second to import
    testTimeout: 30_000,
  },
};
export default config;
