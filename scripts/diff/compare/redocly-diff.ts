import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { OpenApiDocument } from "@run-summary/openapi";
import { findCommand } from "../../shared/commands.ts";
import { createChildEnvironment } from "../../shared/environment.ts";
import { repository } from "../../shared/repository.ts";
import { ComparisonError } from "./comparison-error.ts";
import type { VersionBump } from "./version-bump.ts";

/** What one of Redocly's rules says about a change. */
export interface RedoclyVerdict {
  readonly rule: string;
  readonly bump: VersionBump;
  /** JSON pointers to the changed part in each document; `undefined` where a document has no such part. */
  readonly basePointer: string | undefined;
  readonly nextPointer: string | undefined;
}

interface RedoclyReport {
  readonly changes: readonly {
    readonly base?: { readonly pointer: string };
    readonly revision?: { readonly pointer: string };
    readonly verdicts: readonly { readonly ruleId: string; readonly impact: VersionBump }[];
  }[];
}

const cli = findCommand("@redocly/cli", "redocly", join(repository, "scripts"));
const config = fileURLToPath(new URL("redocly.yaml", import.meta.url));

/**
 * What Redocly's recommended rules say about two documents without references. Redocly 2.77 has only a command for it, which
 * takes a third of a second. It does not say whether a change is in requests or in responses, and it has no rule for some
 * changes, such as those of `readOnly`: `rules.ts` has those.
 *
 * @throws {ComparisonError} where Redocly cannot read a document, such as one with a schema that is nothing but itself.
 */
export async function runRedoclyDiff(base: OpenApiDocument, next: OpenApiDocument): Promise<RedoclyVerdict[]> {
  const folder = await mkdtemp(join(tmpdir(), "run-summary-diff-"));
  try {
    await writeFile(join(folder, "base.json"), JSON.stringify(base));
    await writeFile(join(folder, "next.json"), JSON.stringify(next));
    const args = ["diff", "base.json", "next.json", "--format=json", "--fail-on=none", `--config=${config}`];
    const options = {
      cwd: folder,
      env: createChildEnvironment({ REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" }),
      maxBuffer: Number.POSITIVE_INFINITY,
    };
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], options).catch(explainFailure);
    const { changes } = JSON.parse(stdout) as RedoclyReport;
    return changes.flatMap(({ base, revision, verdicts }) =>
      verdicts.map(({ ruleId, impact }) => ({
        rule: ruleId,
        bump: impact,
        basePointer: base?.pointer.replace("#", ""),
        nextPointer: revision?.pointer.replace("#", ""),
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function explainFailure({ stderr = "", message }: Error & { stderr?: string }): never {
  const reason = /^(?:\w*Error: )(.*)$/m.exec(stderr)?.[1] ?? (stderr || message).trim().split("\n")[0];
  throw new ComparisonError(
    `Redocly cannot compare the documents: ${reason}. Run \`npx redocly lint\` on each of them.`,
  );
}
