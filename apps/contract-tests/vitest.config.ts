import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    isolate: false, // each worker loads client, mock and TypeScript once
    pool: "threads",
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
};
export default config;
