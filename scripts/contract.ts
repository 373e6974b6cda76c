// `npm run contract`: the contract tests against the mock or, with a `--target`, the check of a real provider.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createChildEnvironment } from "./shared/environment.ts";
import { repository } from "./shared/repository.ts";
import { runTurbo } from "./shared/turbo.ts";

const check = join(repository, "apps/contract-tests/src/provider-check/main.ts");
const tests = ["run", "@run-summary/scripts#drift", "@run-summary/contract-tests#test", "--output-logs=full"];

async function runCheck(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [check, ...args], { stdio: "inherit", env: createChildEnvironment() });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

const args = process.argv.slice(2);
process.exitCode = args.length === 0 ? await runTurbo(tests) : await runCheck(args);
