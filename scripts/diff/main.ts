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

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      base: { type: "string" },
      check: { type: "boolean", default: false },
      format: { type: "string", default: "text" },
      page: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  if (!isFormat(values.format)) {
    throw new ComparisonError(`--format takes ${Object.keys(formats).join(", ")}, not "${values.format}".`);
  }
  if (values.page) {
    const { writeChangesPage } = await import("./changes-page.ts"); // slow to load
    return writeChangesPage();
  }
  const release = await releaseAt(values.base);
  if (release === undefined) {
    console.error(
      "Nothing is released yet: there is no tag such as @run-summary/client@1.2.3 or v1.2.3.\n" +
        "Name what to compare with: npm run diff -- --base main",
    );
    return;
  }
  const changes = await changesBetween(release.document, await bundleSource());
  const report: Report = {
    base: release.name,
    changes: changes.map((change) => ({ ...change, source: sourcePlace(change.pointer) })),
    planned: await plannedStep(release.version),
  };
  console.log(formats[values.format](report));
  if (values.check && isTooSmall(report)) process.exitCode = 1;
}

function isFormat(name: string): name is keyof typeof formats {
  return Object.hasOwn(formats, name);
}

try {
  await main();
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const isWrongUse = code?.startsWith("ERR_PARSE_ARGS");
  if (!isWrongUse && !(error instanceof ComparisonError) && !(error instanceof SpecError)) throw error;
  const what = isWrongUse ? `${message.split(/\.[ \n]/)[0]}. \`npm run diff -- --help\` lists the options.` : message;
  console.error(what);
  process.exitCode = 2;
}
