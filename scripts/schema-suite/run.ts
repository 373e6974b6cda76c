import { type Part, parts } from "./parts.ts";
import { readSuite, type SchemaGroup, type Suite } from "./read-groups.ts";
import { findRule } from "./rules.ts";

/** How the verdicts of a part compare with the suite's. */
export interface PartReport {
  readonly same: number;
  /** How many verdicts differ on purpose, by the reason. */
  readonly onPurpose: ReadonlyMap<string, number>;
  /** A line for each verdict that is wrong. */
  readonly wrong: readonly string[];
}

export interface SuiteReport extends Pick<Suite, "leftOut"> {
  readonly groups: number;
  readonly parts: Readonly<Record<string, PartReport>>;
}

/** Puts the groups below a folder to all parts. */
export async function runSuite(folder: string): Promise<SuiteReport> {
  const { groups, leftOut } = await readSuite(folder);
  const reports: Record<string, PartReport> = {};
  for (const [name, part] of Object.entries(parts)) reports[name] = await compareVerdicts(part, groups);
  return { groups: groups.length, leftOut, parts: reports };
}

async function compareVerdicts(part: Part, groups: readonly SchemaGroup[]): Promise<PartReport> {
  const onPurpose = new Map<string, number>();
  const wrong: string[] = [];
  let same = 0;
  for (const [index, verdicts] of (await part(groups)).entries()) {
    const { schema, cases } = groups[index] as SchemaGroup;
    for (const [at, one] of cases.entries()) {
      const verdict = typeof verdicts === "string" ? verdicts : verdicts[at];
      const rule = verdict === one.valid ? undefined : findRule({ ...one, schema });
      if (verdict === one.valid) same++;
      else if (rule !== undefined) onPurpose.set(rule, (onPurpose.get(rule) ?? 0) + 1);
      else wrong.push(describeWrong(schema, one, verdict));
    }
  }
  return { same, onPurpose, wrong };
}

function describeWrong(schema: object, { name, data, valid }: SchemaGroup["cases"][number], verdict: unknown): string {
  const outcome = typeof verdict === "string" ? verdict : verdict ? "accepted" : "refused";
  return `${name}: ${outcome}, but ${valid ? "valid" : "invalid"}\n    ${JSON.stringify(schema)}\n    ${JSON.stringify(data)}`;
}
