import { isUsageError } from "./usage-error.ts";

/** Runs a command. Wrong arguments end it with their message, the usage, and the exit code 2; any other error is thrown. */
export async function runMain(main: () => Promise<void>, usage?: string): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!isUsageError(error)) throw error;
    console.error([(error as Error).message, ...(usage === undefined ? [] : ["", usage])].join("\n"));
    process.exitCode = 2;
  }
}
