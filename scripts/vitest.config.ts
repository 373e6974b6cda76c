import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    globalSetup: "test/compile-cache.ts",
    isolate: false,
    maxWorkers: 2, // the tests wait for other processes
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
};
export default config;
