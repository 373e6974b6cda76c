import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    globalSetup: "test/start-browser.ts",
    isolate: false, // each worker loads Playwright and the mock once
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
  },
};
export default config;
