import type { Change } from "../diff/compare/compare-documents.ts";
import { describeEffect, type Report } from "../diff/report.ts";

/** A package that the next release has, and its version step. */
export interface PlannedPackage {
  readonly name: string;
  readonly type: "major" | "minor" | "patch" | "none";
}

/**
 * A changeset that adds what breaks the API's callers to the changelog of each package of the next release. It asks for no larger step
 * than is planned. `undefined` where nothing breaks them.
 */
export function createContractChangeset(
  { base, changes }: Report,
  packages: readonly PlannedPackage[],
): string | undefined {
  const breaking = changes.filter((change) => change.breaks);
  if (breaking.length === 0) return undefined;
  const steps = packages.filter(({ type }) => type !== "none").map(({ name, type }) => `"${name}": ${type}`);
  return [
    ...["---", ...steps, "---", ""],
    ...[`What has changed in the API since ${base}, and breaks its callers:`, ""],
    ...breaking.map(formatItem),
    "",
  ].join("\n");
}

function formatItem(change: Change): string {
  return `- ${change.where}: \`${change.what}\` ${describeEffect(change)}`;
}
