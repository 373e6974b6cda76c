import type { Difference } from "./differences.ts";

/** A version step. */
export type Step = "major" | "minor" | "patch";

/** The messages that something is in: those that a caller sends, those that it gets, both, or none. */
export type Direction = "request" | "answer" | "both" | "none";

/** What a rule says of a difference. */
export interface Verdict {
  readonly rule: string;
  readonly step: Step;
  /** Why it breaks a caller, or why it breaks none, in a sentence. */
  readonly why: string;
}

const smallestFirst = ["none", "patch", "minor", "major"] as const;

export function isLarger(step: Step | "none", other: Step | "none"): boolean {
  return smallestFirst.indexOf(step) > smallestFirst.indexOf(other);
}

type Judgement = readonly [step: Step, why: string] | undefined;

/** The shape of the places that a rule looks at, and what it says of a difference there, if anything. */
type Rule = readonly [name: string, at: RegExp, judge: (difference: Difference, direction: Direction) => Judgement];

// The first rule that says something counts. What Redocly's rules find has none here.
const rules: readonly Rule[] = [
  ["order", /./, ({ kind }) => (kind === "reordered" ? ["patch", "The order says nothing to a caller."] : undefined)],
  [
    "server",
    /^servers\/_(\/x-cloud)?$/,
    ({ kind }) =>
      kind === "added"
        ? ["minor", "Callers may choose it."]
        : ["major", "The client's users choose a server by its name."],
  ],
  [
    "deprecated",
    /\/deprecated$/,
    ({ to }) =>
      to === true ? ["minor", "It works as before, but callers are told to leave it."] : ["patch", "It stays."],
  ],
  [
    "documentation",
    /(^|\/)(description|summary|title|examples?|externalDocs|tags|\$comment|x-[^/]+)(\/|$)/,
    () => ["patch", "The docs and the mock follow it; a caller does not have to."],
  ],
  [
    "type-name",
    /^components\/(schemas|responses|parameters|headers|requestBodies)\/_$/,
    ({ kind }) =>
      kind === "added"
        ? ["minor", "The packages export one more type."]
        : ["major", "The packages export a type by this name."],
  ],
  ["operation-id", /^paths\/_\/\w+\/operationId$/, () => ["major", "It is the name of the client's method."]],
  [
    "path",
    /^paths\/_(\/\w+)?$/,
    ({ kind }) => (kind === "renamed" ? ["major", "Callers send their requests to where it was."] : undefined),
  ],
  ["parameter-name", /^paths\/.*parameters\/_\/name$/, () => ["major", "Callers give the parameter by its name."]],
  [
    "request-property",
    /\/properties(\/_)?$/,
    ({ kind }, direction) =>
      direction === "request" && (kind === "removed" || kind === "renamed")
        ? ["major", "A caller that sends it no longer compiles, or is refused."]
        : undefined,
  ],
  [
    "one-way",
    /\/(readOnly|writeOnly)$/,
    ({ to, nextKeys }, direction) => {
      if (direction !== (nextKeys.at(-1) === "readOnly" ? "request" : "answer"))
        return ["patch", "It stays in these messages."];
      return to === true
        ? ["major", "It is in these messages no longer."]
        : ["minor", "It may be in these messages now."];
    },
  ],
  [
    "response-header",
    /\/responses\/_\/headers\/_\/required$/,
    ({ from }) => (from === true ? ["major", "Code that reads the header may no longer find it."] : undefined),
  ],
  [
    "success",
    /^paths\/_\/\w+\/responses\/_$/,
    ({ kind, nextKeys }) =>
      kind === "added" && nextKeys.at(-1)?.startsWith("2")
        ? ["major", "The client's method may resolve with what callers have not had to expect."]
        : undefined,
  ],
  [
    "default",
    /\/default$/,
    ({ kind }, direction) =>
      direction === "request" && kind !== "added"
        ? ["major", "A request that leaves it out means something else."]
        : undefined,
  ],
  [
    "recursion",
    /^paths\/.*\/\$ref$/,
    (_, direction) => (direction === "none" ? undefined : ["major", "What repeats itself here is no longer the same."]),
  ],
];

/** What the project's rules say of a difference at a place of this shape. */
export function ownVerdict(difference: Difference, shape: string, direction: Direction): Verdict {
  for (const [rule, at, judge] of rules) {
    const [step, why] = (at.test(shape) && judge(difference, direction)) || [];
    if (step !== undefined && why !== undefined) return { rule, step, why };
  }
  return direction === "none"
    ? { rule: "other", step: "patch", why: "It is in no request and no answer." }
    : { rule: "compatible", step: "minor", why: "What callers send and read goes on to work." };
}
