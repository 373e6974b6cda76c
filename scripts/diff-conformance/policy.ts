// Where our verdict differs from oasdiff's on purpose, and why.

export interface Policy {
  /** Why the verdict differs. */
  readonly reason: string;
  /** oasdiff's check ids that it is about. */
  readonly checks?: RegExp;
  /** The tests that it is about, where they expect no finding. */
  readonly tests?: RegExp;
  /** Our rules that ask for a major version where oasdiff has no breaking finding. */
  readonly rules?: readonly string[];
}

export const policies: readonly Policy[] = [
  {
    reason: "x-sunset is an extension: it announces a change, but changes no request and no response",
    checks: /sunset/,
  },
  {
    reason: "x-stability-level is an extension, and what is not stable yet has callers, too",
    checks: /stability/,
    tests: /For(Alpha|Draft)$/,
  },
  {
    reason: "x-extensible-enum is an extension, which neither the client nor the mock reads",
    checks: /x-extensible-enum/,
  },
  {
    reason: "the version bump is what we ask for; info.version is no part of the comparison",
    checks: /^api-(major-)?version-/,
  },
  {
    reason: "what is removed breaks its callers, deprecated before or not",
    checks: /removed-with-deprecation$/,
    tests: /Deprecation(Path)?(Past|NoSunset)$/,
  },
  {
    reason: "we compare the merged schema of allOf, where a part that demands nothing new is no break",
    checks: /-all-of-added$/,
  },
  {
    reason: "the operationId is the name of the client's method",
    rules: ["operation-id"],
  },
  {
    reason: "the packages export a type by the name of the schema",
    rules: ["type-name"],
  },
  {
    reason: "users of the client choose a server by its URL or its name",
    rules: ["server", "server-removed"],
  },
  {
    reason: "the client's method returns the result of each success, so a new one is a new type of result",
    rules: ["new-success"],
  },
];
