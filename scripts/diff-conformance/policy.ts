// Where our verdict differs from oasdiff's on purpose, and why.

export interface Policy {
  /** Why the verdict differs. */
  readonly reason: string;
  /** oasdiff's check ids that it is about. */
  readonly checks?: RegExp;
  /** The tests that it is about. */
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
    rules: ["server"],
  },
  {
    reason: "the client's method returns the result of each success, so a new one is a new type of result",
    rules: ["status"],
  },
  {
    reason: "the schema has an enum, and the keyword says nothing about its values",
    tests: /^TestBreaking_(MaxLengthFromNil|RequeatMinItemsGreater|MaxSmaller)$/,
  },
  {
    reason: "a property that responses did not have may be in them now: a caller ignores what it does not know",
    checks: /^response-required-property-became-not-write-only$/,
  },
  {
    reason: "an error status is gone: nobody gets it any more",
    tests: /^TestBreaking_Response(Unparseable|Error)StatusRemoved$/,
  },
  {
    reason: "the pattern is one of a read-only property, which requests do not contain",
    tests: /^TestBreaking_AddPattern(Recursive)?$/,
  },
  {
    reason: "the enum moves into one branch of a union whose other branch takes every text",
    tests: /^TestTransitionClaims_RealChangeAlongsideTransitionStillReported$/,
  },
  {
    reason: "the types ask a caller for a required property, read-only or not: our lint permits none in a request",
    tests:
      /^TestBreaking_(ReadOnlyNewRequiredProperty|ReadOnlyPropertyRequiredEnabled|WriteOnlyPropertyRequiredDisabled)$/,
  },
  {
    reason: "a name in `required` that has no schema has to be sent, too",
    tests: /^TestBreaking_ReqBodyNewRequiredPropertyNew$/,
  },
  {
    reason: "a property that becomes write-only is gone from responses",
    tests: /^TestBreaking_RequiredPropertyWriteOnlyEnabled$/,
  },
  {
    reason: "code passes the parameter of a path by its name",
    tests: /^TestBreaking_PathParamRename$/,
  },
  {
    reason: "code that compares with the value does not compile (TS2367)",
    tests: /^TestBreaking_Response(Property|MediaType)EnumRemoved$/,
  },
  {
    reason: "a response whose pattern is gone may contain values that callers never got",
    tests: /^TestBreaking_(DeletePatten|GeneralizedPattern|ModifyPatternToAnyString)$/,
  },
  {
    reason: "the client's method returns one more type",
    tests: /^TestBreaking_ResponseAddMediaType$/,
  },
  {
    reason: "the types say that the header is a number now",
    tests: /^TestResponseHeaderTypeChanged_StringToIntegerIsCompatible$/,
  },
];
