import { parseArgs } from "node:util";
import { parseWholeNumber, runMain, UsageError } from "@run-summary/command-line";
import { formatReport } from "./report.ts";
import { runFuzz } from "./run-fuzz.ts";
import { listTargets } from "./targets.ts";

const usage = `npm run fuzz -w apps/mock -- [options]

  --count N                   number of requests (20000, or 50 with --only)
  --seed N                    the same seed sends the same requests (random)
  --only [TARGET/]KIND[/N]    only this kind of requests, or the Nth of it
  --spec FILE                 OpenAPI document to serve (the project's own, and three others)`;

await runMain(main, usage);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: "string" },
      seed: { type: "string", default: String(Date.now() % 2 ** 32) },
      only: { type: "string" },
      spec: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const count = parseWholeNumber("--count", values.count ?? (values.only === undefined ? "20000" : "50"), 10_000_000);
  if (count === 0) throw new UsageError("--count takes 1 or more.");
  const seed = parseWholeNumber("--seed", values.seed, 2 ** 32);
  console.log(`${count} requests; --seed ${seed} sends the same ones.`);
  const start = performance.now();
  const seconds = () => ((performance.now() - start) / 1000).toFixed(0);
  const all = listTargets(values.spec);
  const named = all.find(({ name }) => values.only?.startsWith(`${name}/`));
  const [kind, index] = values.only?.slice(named === undefined ? 0 : named.name.length + 1).split("/") ?? [];
  const tally = await runFuzz({
    ...{ count, seed },
    targets: named === undefined ? all : [named],
    only: kind === undefined ? undefined : { kind, index: index === undefined ? undefined : Number(index) },
    onTarget: ({ name }, { cases }) => console.log(`${name}: ${cases} sent after ${seconds()} s`),
  });
  console.log(formatReport(tally, seed));
  console.log(`\n${tally.cases} requests in ${seconds()} s, ${tally.failures.length} failures.`);
  process.exitCode = tally.failures.length === 0 ? 0 : 1;
}
