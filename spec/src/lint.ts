import { bundleSource, SpecError } from "./source.ts";

try {
  await bundleSource();
} catch (error) {
  if (!(error instanceof SpecError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
