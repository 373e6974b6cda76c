// `npm run bench -- --growth`: how the cost of each command grows with the number of operations. It copies the repository, and
// adds copies of the spec's operations under other names.
//
//   npm run bench -- --growth                                  2, 26, 100 and 400 operations
//   npm run bench -- --growth --sizes 2,26                     fewer
//   npm run bench -- --growth --only generate,check,diff       some of the figures
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { copyRepository } from "../shared/repository-copy.ts";
import { addOperations } from "./add-operations.ts";
import { measures } from "./measures.ts";

/** The figures at one size by the name of the measure. */
type Figures = Readonly<Record<string, number>>;

async function measureSize(size: number, names: readonly string[]): Promise<Figures> {
  const copy = await copyRepository();
  try {
    await copy.initializeGit(); // turbo is quicker in a git repository
    await addOperations(copy, size);
    await rm(join(copy.folder, "spec/upstream"), { recursive: true, force: true }); // Microsoft publishes nothing about the copies
    // Whatever is measured, the generated files follow the spec.
    if (names[0] !== "generate") await copy.node("scripts/generate/generate.ts");
    const figures: Record<string, number> = {};
    for (const name of names) figures[name] = (await measures[name]?.run(copy)) ?? Number.NaN;
    return figures;
  } finally {
    await copy.remove();
  }
}

function formatFigure(name: string, figure: number): string {
  return measures[name]?.unit === "bytes" ? figure.toLocaleString("en") : figure.toFixed(1);
}

/** The power of the size with which a figure grows: 1 is linear. */
function computeExponent([size, figure]: [number, number], [nextSize, nextFigure]: [number, number]): string {
  return `n^${(Math.log(nextFigure / figure) / Math.log(nextSize / size)).toFixed(1)}`;
}

/** Prints the table, with the exponent since the size before behind each figure. */
function printTable(results: readonly (readonly [size: number, figures: Figures])[], names: readonly string[]): void {
  const width = 24;
  console.log(["operations".padEnd(width), ...results.map(([size]) => String(size).padStart(width))].join(""));
  for (const name of names) {
    const cells = results.map(([size, figures], index) => {
      const figure = figures[name] ?? Number.NaN;
      const [sizeBefore, before] = results[index - 1] ?? [];
      const exponent =
        sizeBefore === undefined ? "" : ` ${computeExponent([sizeBefore, before?.[name] ?? 0], [size, figure])}`;
      return (formatFigure(name, figure) + exponent).padStart(width);
    });
    console.log(`${name} (${measures[name]?.unit})`.padEnd(width) + cells.join(""));
  }
}

/** Runs `npm run bench -- --growth` with these arguments. */
export async function benchGrowth(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      growth: { type: "boolean" },
      sizes: { type: "string", default: "2,26,100,400" },
      only: { type: "string", default: Object.keys(measures).join() },
    },
  });
  const names = values.only.split(",");
  const unknown = names.find((name) => !Object.hasOwn(measures, name));
  if (unknown !== undefined) {
    throw new Error(`--only knows no "${unknown}". It knows: ${Object.keys(measures).join(", ")}.`);
  }
  const results: [number, Figures][] = [];
  for (const size of values.sizes.split(",").map(Number)) {
    results.push([size, await measureSize(size, names)]);
    console.error(`measured ${size} operations`);
  }
  printTable(results, names);
}
