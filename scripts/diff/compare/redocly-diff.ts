import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { OpenApiDocument } from "@run-summary/spec";
import type { Step } from "./rules.ts";

/** What a rule of Redocly's says of a change at these places, which are JSON pointers. */
export interface RedoclyVerdict {
  readonly rule: string;
  readonly step: Step;
  readonly base: string | undefined;
  readonly next: string | undefined;
}

interface RedoclyReport {
  readonly changes: readonly {
    readonly base?: { readonly pointer: string };
    readonly revision?: { readonly pointer: string };
    readonly verdicts: readonly { readonly ruleId: string; readonly impact: Step }[];
  }[];
}

const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const config = fileURLToPath(new URL("redocly.yaml", import.meta.url));

/** What Redocly's recommended rules say of two documents. It has no function for it, only a command: a third of a second. */
export async function redoclyVerdicts(base: OpenApiDocument, next: OpenApiDocument): Promise<RedoclyVerdict[]> {
  const folder = await mkdtemp(join(tmpdir(), "run-summary-diff-"));
  try {
    await writeFile(join(folder, "base.json"), JSON.stringify(base));
    await writeFile(join(folder, "next.json"), JSON.stringify(next));
    const args = ["diff", "base.json", "next.json", "--format=json", "--fail-on=none", `--config=${config}`];
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      maxBuffer: Number.POSITIVE_INFINITY,
    });
    const { changes } = JSON.parse(stdout) as RedoclyReport;
    return changes.flatMap(({ base, revision, verdicts }) =>
      verdicts.map(({ ruleId, impact }) => ({
        rule: ruleId,
        step: impact,
        base: base?.pointer,
        next: revision?.pointer,
      })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
