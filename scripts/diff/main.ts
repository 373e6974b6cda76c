// What the spec changes for its callers since the last release, and whether the packages' next version says so.
import { parseArgs } from "node:util";
import { bundleSource, SpecError } from "@run-summary/spec/source";
import { changesBetween } from "./changes-between.ts";
import { plannedStep } from "./planned-step.ts";
import { ComparisonError, releaseAt } from "./release.ts";
import { formats, isTooSmall, type Report } from "./report.ts";
import { sourcePlace } from "./source-place.ts";

const help = `Compares the spec with the last released one, and says of each change whether it breaks a caller, in which direction and
why, and which version step it needs.

  npm run diff -- [--base REV] [--check] [--format text]
  npm run diff -- --page

  --base REV       a tag, a branch or a commit to compare with (default: the newest release tag)
  --check          exit with 1 where the pending changesets plan a smaller step than the changes need
  --format FORMAT  text, json or markdown (default: text)
  --page           write changes.html of the built docs: what each release changed, and what is not released yet
  --help           this text
`;

export interface Outcome {
  /** 1 where `--check` fails, 2 where nothing could be compared. */
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
}

/** What `npm run diff` says and how it ends. */
export async function diff(args: readonly string[]): Promise<Outcome> {
  try {
    return await compare(args);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isWrongUse = code?.startsWith("ERR_PARSE_ARGS");
    if (!isWrongUse && !(error instanceof ComparisonError) && !(error instanceof SpecError)) throw error;
    const what = isWrongUse ? `${message.split(/\.[ \n]/)[0]}. \`npm run diff -- --help\` lists the options.` : message;
    return { exitCode: 2, output: what };
  }
}

async function compare(args: readonly string[]): Promise<Outcome> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      base: { type: "string" },
      check: { type: "boolean", default: false },
      format: { type: "string", default: "text" },
      page: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return { exitCode: 0, output: help };
  if (!isFormat(values.format)) {
    throw new ComparisonError(`--format takes ${Object.keys(formats).join(", ")}, not "${values.format}".`);
  }
  if (values.page) {
    const { writeChangesPage } = await import("./changes-page.ts"); // slow to load
    await writeChangesPage();
    return { exitCode: 0, output: "" };
  }
  const release = await releaseAt(values.base);
  if (release === undefined) {
    const output =
      "Nothing is released yet: there is no tag such as @run-summary/client@1.2.3 or v1.2.3.\n" +
      "Name what to compare with: npm run diff -- --base main";
    return { exitCode: 0, output };
  }
  const changes = await changesBetween(release.document, await bundleSource());
  const report: Report = {
    base: release.name,
    changes: changes.map((change) => ({ ...change, source: sourcePlace(change.pointer) })),
    planned: await plannedStep(release.version),
  };
  return { exitCode: values.check && isTooSmall(report) ? 1 : 0, output: formats[values.format](report) };
}

function isFormat(name: string): name is keyof typeof formats {
  return Object.hasOwn(formats, name);
}

if (import.meta.main) {
  const { exitCode, output } = await diff(process.argv.slice(2));
  if (output !== "") (exitCode === 2 ? console.error : console.log)(output);
  process.exitCode = exitCode;
}
