import type { ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = {
  test: {
    dir: "test", // not the sandbox that an aborted Stryker leaves behind
    isolate: false, // each worker loads the client once
    pool: "threads",
    coverage: { enabled: true, include: ["src/**"], reporter: "text", thresholds: { 100: true } },
  },
};
export default config;
