import { maxAmplification, maxTimeRatio } from "./limits.ts";
import { formatMegabytes } from "./measure/memory.ts";
import type { Failure, KindResult, Tally } from "./tally.ts";

const shownStatuses = 5;

/** Formats the results of a run: a table of the kinds, the memory of the targets, and the failures. */
export function formatReport({ kinds, memory, failures }: Tally, seed: number): string {
  const width = Math.max(...[...kinds.keys()].map((kind) => kind.length));
  const header = `${"kind".padEnd(width)}  cases   time  bytes  statuses`;
  const rows = [...kinds]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([kind, result]) => formatKind(kind.padEnd(width), result));
  const memoryRows = [...memory].map(
    ([target, { rss, held, peak }]) =>
      `${target.padEnd(width)}  ${held.map(formatMegabytes).join(" ")}; ${rss.map(formatMegabytes).join(" ")}; ${formatMegabytes(peak)}`,
  );
  const groups = [...Map.groupBy(failures, ({ kind, measure }) => `${measure} ${kind}`).values()];
  const shown = groups.map(([first, ...others]) => first && formatFailure(first, others.length, seed));
  return [
    header,
    ...rows,
    `\ntime: the worst case in times of a cheap request, at most ${maxTimeRatio}. bytes: received for each byte sent, at most ${maxAmplification}.`,
    "\nMemory: held after each 1000 requests; of the process; its peak",
    ...memoryRows,
    ...shown,
  ].join("\n");
}

function formatKind(kind: string, { cases, statuses, worstTime, worstAmplification }: KindResult): string {
  const counts = [...statuses].toSorted(([, a], [, b]) => b - a).slice(0, shownStatuses);
  const listed = counts.map(([status, count]) => `${status}: ${count}`).join(", ");
  return `${kind}  ${String(cases).padStart(5)}  ${worstTime.toFixed(1).padStart(5)}  ${worstAmplification.toFixed(1).padStart(5)}  ${listed}`;
}

function formatFailure(failure: Failure, others: number, seed: number): string {
  const { target, kind, index, measure, message, sent, received } = failure;
  const replay = `npm run fuzz -w apps/mock -- --seed ${seed} --only "${target}/${kind}/${index}"`;
  const more = others === 0 ? "" : ` (and ${others} more of this kind)`;
  return `\n${measure}: ${target}, ${kind}: ${message}${more}\n  ${replay}\n  sent ${sent}\n  got  ${received}`;
}
