// `npm run upstream`: holds the spec against what Microsoft publishes about its API, and follows what Microsoft changes.
import { parseArgs } from "node:util";
import { isUsageError, parseWholeNumber } from "@run-summary/command-line";
import { compareUpstream, findMistakes, judgeFacts, listUnknownTypes } from "@run-summary/contract-tests/upstream";
import { upstreamFolder } from "@run-summary/spec";
import { bundleSource, SpecError, sourceFile } from "@run-summary/spec/source";
import { readSnapshot, UpstreamError } from "@run-summary/upstream";
import type { Origins } from "./download.ts";

const usage = `Usage: npm run upstream [-- OPTIONS]

Compares the spec with the snapshot of Microsoft's metadata and permissions in spec/upstream/. Each difference needs a reason in the
spec, and each reason a difference.

  --fetch             get both files from Microsoft, print what has changed since the snapshot, and write a new one
  --metadata FROM     the same, with the metadata ($metadata of the beta endpoint) from a path or an address
  --permissions FROM  the same, with the permissions file from a path or an address
  --timeout SECONDS   how long a download may take (default: 120)
  --help              this text

Exit code: 0; 1 where the spec has to be corrected; 2 where a file could not be read, and the snapshot stays as it is.`;

// The addresses at which Microsoft publishes the two files.
const published: Required<Origins> = {
  metadata: "https://graph.microsoft.com/beta/$metadata",
  permissions:
    "https://raw.githubusercontent.com/microsoftgraph/microsoft-graph-devx-content/master/permissions/new/permissions.json",
};

interface UpstreamOutcome {
  /** 1 where the spec has to be corrected, 2 where a file could not be read. */
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
}

/** Runs `npm run upstream` with these arguments. */
export async function runUpstream(args: readonly string[]): Promise<UpstreamOutcome> {
  try {
    return await runCommand(args);
  } catch (error) {
    const { message } = error as Error;
    if (isUsageError(error)) return { exitCode: 2, output: `${message}\n\n${usage}` };
    if (error instanceof UpstreamError || error instanceof SpecError) return { exitCode: 2, output: message };
    throw error;
  }
}

async function runCommand(args: readonly string[]): Promise<UpstreamOutcome> {
  const options = {
    fetch: { type: "boolean", default: false },
    metadata: { type: "string" },
    permissions: { type: "string" },
    timeout: { type: "string", default: "120" },
    help: { type: "boolean", default: false },
  } as const;
  const { fetch, metadata, permissions, timeout, help } = parseArgs({ args: [...args], options }).values;
  if (help) return { exitCode: 0, output: usage };
  const seconds = parseWholeNumber("--timeout", timeout, 3600);
  const given = { ...(metadata !== undefined && { metadata }), ...(permissions !== undefined && { permissions }) };
  const origins = { ...(fetch ? published : {}), ...given };
  if (Object.keys(origins).length === 0) return checkSpec();
  const { updateSnapshot } = await import("./update-snapshot.ts"); // it loads the compiler, which takes a second
  return { exitCode: 0, output: await updateSnapshot(origins, seconds) };
}

async function checkSpec(): Promise<UpstreamOutcome> {
  const document = await bundleSource();
  const upstream = readSnapshot(upstreamFolder);
  const facts = judgeFacts(sourceFile, compareUpstream(document, upstream));
  const mistakes = findMistakes(sourceFile, facts);
  const unknown = listUnknownTypes(document, upstream);
  const differing = facts.filter(({ verdict }) => verdict === "declared").length;
  const lines = [
    ...mistakes.map(({ location, message }) => `${location}\n  ${message}\n`),
    ...unknown.map(
      (name) => `The snapshot has no ${name}, which the spec names: \`npm run upstream -- --fetch\` brings it.`,
    ),
    `${facts.length} facts compared, ${differing} differ with a reason, ${mistakes.length} to correct.`,
  ];
  return { exitCode: mistakes.length > 0 ? 1 : 0, output: lines.join("\n") };
}

if (import.meta.main) {
  const { exitCode, output } = await runUpstream(process.argv.slice(2));
  (exitCode === 0 ? console.log : console.error)(output);
  process.exitCode = exitCode;
}
