import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    isolate: false, // each worker loads the client once
    pool: "threads",
    testTimeout: 30_000,
    hookTimeout: 30_000,
    coverage: { enabled: true, include: ["src/**"], reporter: "text", thresholds: { 100: true } },
  },
};
export default config;
