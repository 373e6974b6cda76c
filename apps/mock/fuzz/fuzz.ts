import { parseArgs } from "node:util";
import { formatReport } from "./report.ts";
import { runFuzz } from "./run-fuzz.ts";
import { listTargets } from "./targets.ts";

const usage = `npm run fuzz -w apps/mock -- [options]

  --count N                   number of requests (20000, or 50 with --only)
  --seed N                    the same seed sends the same requests (random)
  --only [TARGET/]KIND[/N]    only this kind of requests, or the Nth of it
  --spec FILE                 OpenAPI document to serve (the project's own, and three others)`;

const { values } = parseArgs({
  options: {
    count: { type: "string" },
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
    only: { type: "string" },
    spec: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) console.log(usage);
else await run();

async function run(): Promise<void> {
  const [count, seed] = [Number(values.count ?? (values.only === undefined ? 20_000 : 50)), Number(values.seed)];
  if (!(count >= 1 && count <= 10_000_000 && seed >= 0))
    throw new Error("--count takes 1 to 10000000, --seed a number.");
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
