export { useInstalledPackage } from "./installed-package.ts";
export { explainListenError, formatServerAddress, parsePort, parseWholeNumber } from "./ports.ts";
export { runMain } from "./run-main.ts";
export { isUsageError, UsageError } from "./usage-error.ts";
export { type FileWatcher, watchFiles } from "./watch-files.ts";
