export { explainListenError, parsePort, parseWholeNumber } from "./ports.ts";
export { isUsageError, UsageError } from "./usage-error.ts";
export { type FileWatcher, watchFiles } from "./watch-files.ts";
