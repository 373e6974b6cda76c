// What the spec changes for its callers since the last release, and whether the next version of the packages says so.
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { bundleFile, displayPath, readBundle } from "@run-summary/spec";
import { bundleDocument, bundleSource, SpecError } from "@run-summary/spec/source";
import { compareDocuments } from "./compare/compare-documents.ts";
import { ComparisonError } from "./compare/comparison-error.ts";
import { readPlannedRelease } from "./planned-release.ts";
import { readRelease } from "./releases.ts";
import { createReport, formats, isBumpTooSmall, type Report } from "./report.ts";

const help = `Compares the spec with the last released one. For each change it says whether the change breaks callers, in requests or in
responses, why, and which version bump it needs.

  npm run diff -- [--base REV] [--check] [--format FORMAT]
  npm run diff -- --spec FILE [--base FILE] [--format FORMAT]
  npm run diff -- --page

  --base REV       the tag, branch or commit to compare with (default: the newest release tag)
  --spec FILE      compare another OpenAPI document than the spec, in YAML or JSON; --base then names a file, too
  --check          exit with 1 if the pending changesets plan a smaller version bump than the changes need
  --format FORMAT  text, json or markdown (default: text)
  --page           write changes.html of the built docs: the changes of each release, and the unreleased ones
  --help           this text
`;

export interface DiffOutcome {
  /** 1 where `--check` fails, 2 where nothing could be compared. */
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
}

/** Runs `npm run diff` with these arguments. */
export async function runDiff(args: readonly string[]): Promise<DiffOutcome> {
  try {
    return await runCommand(args);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith("ERR_PARSE_ARGS")) {
      const [sentence] = message.split(/\.[ \n]/);
      return { exitCode: 2, output: `${sentence}. \`npm run diff -- --help\` lists the options.` };
    }
    if (error instanceof ComparisonError || error instanceof SpecError) return { exitCode: 2, output: message };
    throw error;
  }
}

async function runCommand(args: readonly string[]): Promise<DiffOutcome> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      base: { type: "string" },
      check: { type: "boolean", default: false },
      format: { type: "string", default: "text" },
      spec: { type: "string" },
      page: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return { exitCode: 0, output: help };
  if (!isFormat(values.format)) {
    throw new ComparisonError(`--format takes ${Object.keys(formats).join(", ")}, not "${values.format}".`);
  }
  if (values.page) {
    const { writeChangesPage } = await import("./changes-page.ts"); // it loads the docs, which take a second
    await writeChangesPage();
    return { exitCode: 0, output: "" };
  }
  if (values.spec !== undefined) {
    if (values.check) throw new ComparisonError("--check reads the planned release of the packages. Leave out --spec.");
    return { exitCode: 0, output: formats[values.format](await compareFiles(values.spec, values.base)) };
  }
  const report = await compareWithRelease(values.base);
  if (report === undefined) {
    const output =
      "Nothing is released yet: there is no tag such as @run-summary/client@1.2.3 or v1.2.3.\n" +
      "Name what to compare with: npm run diff -- --base main";
    return { exitCode: 0, output };
  }
  return { exitCode: values.check && isBumpTooSmall(report) ? 1 : 0, output: formats[values.format](report) };
}

/**
 * What the spec changes since a revision, by default since the last release; `undefined` where nothing is released yet.
 *
 * @throws {ComparisonError} where nothing can be compared.
 */
export async function compareWithRelease(revision?: string): Promise<Report | undefined> {
  const release = await readRelease(revision);
  if (release === undefined) return undefined;
  const changes = await compareDocuments(release.document, await bundleSource());
  return createReport(release.name, changes, await readPlannedRelease(release.version));
}

/** Compares two files; without a second one, the spec as it is with the file. */
async function compareFiles(spec: string, base?: string): Promise<Report> {
  for (const file of [spec, ...(base === undefined ? [] : [base])]) {
    if (!existsSync(file)) throw new ComparisonError(`There is no file ${file}.`);
  }
  const next = await bundleDocument(spec);
  const changes = await compareDocuments(base === undefined ? readBundle() : await bundleDocument(base), next);
  return createReport(base ?? displayPath(bundleFile), changes, undefined, spec);
}

function isFormat(name: string): name is keyof typeof formats {
  return Object.hasOwn(formats, name);
}

if (import.meta.main) {
  const { exitCode, output } = await runDiff(process.argv.slice(2));
  if (output !== "") (exitCode === 2 ? console.error : console.log)(output);
  process.exitCode = exitCode;
}
