import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    include: ["test/**/*.test.ts"],
    isolate: false, // each worker loads Prism once
    maxWorkers: 2, // many tests wait: for a limit of time, or another process
    pool: "threads",
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
};
export default config;
