// `npm run generate`: the files that come from the spec or, with `--spec FILE --output DIR`, those of another document.
import { runTurbo } from "./shared/turbo.ts";

const args = process.argv.slice(2);
if (args.length === 0) process.exitCode = await runTurbo(["run", "generate", "--output-logs=new-only"]);
else {
  const { runGenerator } = await import("./generate/generate.ts"); // takes a second to load
  process.exitCode = await runGenerator(args);
}
