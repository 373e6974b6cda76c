import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ViteUserConfig } from "vitest/config";

// The contract tests on those packages that the folder has a copy of.
const folder = process.env.MUTANT_FOLDER ?? "";
const files = {
  "@run-summary/client": "packages/client/src/index.ts",
  "@run-summary/client/validate": "packages/client/src/validate.ts",
  "@run-summary/mock": "apps/mock/src/index.ts",
  "@run-summary/spec": "spec/src/index.ts",
};
const config: ViteUserConfig = {
  test: {
    testTimeout: 20_000,
    hookTimeout: 20_000,
    cache: false, // of how long each file took: the short one comes first
    alias: Object.entries(files)
      .map(([name, file]) => ({ find: new RegExp(`^${name}$`), replacement: join(folder, file) }))
      .filter(({ replacement }) => existsSync(replacement)),
  },
};

export default config;
