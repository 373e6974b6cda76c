import type { ViteUserConfig } from "vitest/config";

process.env.TZ = "Asia/Kolkata"; // another zone than UTC, so that a test shows where the code reads a date as local time

const config: ViteUserConfig = {
  test: {
    dir: "test", // not the sandbox that an aborted Stryker leaves behind
    isolate: false, // each worker loads the client once
    pool: "threads",
    coverage: { enabled: true, include: ["src/**"], reporter: "text", thresholds: { 100: true } },
  },
};
export default config;
