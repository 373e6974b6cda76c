// `npm run generate`: the files that come from the spec or, with `--spec FILE --output DIR`, those of another document.
import { runGenerator } from "./generate/generate.ts";
import { runTurbo } from "./shared/turbo.ts";

const args = process.argv.slice(2);
process.exitCode =
  args.length === 0 ? await runTurbo(["run", "generate", "--output-logs=new-only"]) : await runGenerator(args);
