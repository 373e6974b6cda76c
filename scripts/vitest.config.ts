import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    dir: "test", // not the sandbox of a Stryker that was ended
    globalSetup: "test/compile-cache.ts",
    isolate: false,
    maxWorkers: 2, // the tests wait for other processes
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
};
export default config;
