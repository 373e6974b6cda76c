import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";
import config from "../vitest.config.ts";

// Stryker runs the tests for each mutant: without those that start processes or send thousands of requests.
const mutationConfig: ViteUserConfig = {
  root: fileURLToPath(new URL("../", import.meta.url)),
  test: {
    ...config.test,
    exclude: ["**/node_modules/**", "test/**/differential.test.ts", "test/**/fuzz.test.ts", "test/**/readme.test.ts"],
  },
};
export default mutationConfig;
