/** The part of a version that a release raises. A breaking change raises the major one, below 1.0 too. */
export type VersionBump = "major" | "minor" | "patch";

/** All of them, the largest first. */
export const versionBumps: readonly VersionBump[] = ["major", "minor", "patch"];

/** Whether a version bump is larger than another one, or than none. */
export function isLargerBump(bump: VersionBump | "none", other: VersionBump | "none"): boolean {
  const order: readonly string[] = [...versionBumps, "none"];
  return order.indexOf(bump) < order.indexOf(other);
}
