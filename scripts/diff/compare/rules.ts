import type { Difference } from "./differences.ts";
import type { VersionBump } from "./version-bump.ts";

/** The messages that a change affects: those that a caller sends, those that it receives, both, or none. */
export type Direction = "request" | "response" | "both" | "none";

/** What a rule says about a difference. */
export interface Verdict {
  readonly rule: string;
  readonly bump: VersionBump;
  /** Why the difference breaks callers, or why it does not, in a sentence. */
  readonly why: string;
}

interface Rule {
  readonly name: string;
  /** The path patterns of the differences that the rule is about. */
  readonly pattern: RegExp;
  /** `undefined` where the rule says nothing. */
  readonly decide: (difference: Difference, direction: Direction) => Omit<Verdict, "rule"> | undefined;
}

const major = (why: string) => ({ bump: "major", why }) as const;
const minor = (why: string) => ({ bump: "minor", why }) as const;
const patch = (why: string) => ({ bump: "patch", why }) as const;

const unexpectedForm = "A response may be of a form that callers do not expect yet.";
const fewerForms = "Responses have fewer forms, which callers handle already.";

// The first rule that says something counts. Differences that Redocly's rules find need no rule here.
const rules: readonly Rule[] = [
  {
    name: "order",
    pattern: /./,
    decide: ({ kind }) => (kind === "reordered" ? patch("The order does not matter to callers.") : undefined),
  },
  {
    name: "server",
    pattern: /^servers\/_(\/x-cloud)?$/,
    decide: ({ kind }) =>
      kind === "added" ? minor("Callers can choose it.") : major("Users of the client choose a server by its name."),
  },
  {
    name: "deprecated",
    pattern: /\/deprecated$/,
    decide: ({ to }) =>
      to === true
        ? minor("It works as before, but callers should stop using it.")
        : patch("Callers can go on using it."),
  },
  {
    name: "documentation",
    pattern: /(^|\/)(description|summary|title|examples?|externalDocs|tags|\$comment|x-[^/]+)(\/|$)/,
    decide: () => patch("It changes the docs and the mock, but not what callers send and receive."),
  },
  {
    name: "type-name",
    pattern: /^components\/(schemas|responses|parameters|headers|requestBodies)\/_$/,
    decide: ({ kind }) =>
      kind === "added"
        ? minor("The packages export one more type.")
        : major("The packages export a type by this name."),
  },
  {
    name: "operation-id",
    pattern: /^paths\/_\/\w+\/operationId$/,
    decide: () => major("It is the name of the client's method."),
  },
  {
    name: "path",
    pattern: /^paths\/_(\/\w+)?$/,
    decide: ({ kind }) =>
      kind === "renamed" ? major("Callers send their requests to the old path or method.") : undefined,
  },
  {
    name: "parameter-name",
    pattern: /^paths\/.*parameters\/_\/name$/,
    decide: () => major("Callers pass the parameter by its name."),
  },
  {
    name: "property",
    pattern: /\/properties(\/_)?$/,
    decide: ({ kind }, direction) => {
      if (kind !== "removed" && kind !== "renamed") return undefined;
      if (direction === "request") return major("Code that sends it no longer compiles, or the service refuses it.");
      return direction === "response" ? major("Code that reads it no longer finds it.") : undefined;
    },
  },
  {
    name: "union",
    pattern: /\/(oneOf|anyOf)(\/_)?$/,
    decide({ kind, nextKeys }, direction) {
      if (direction === "none") return undefined;
      if (!/^\d+$/.test(nextKeys.at(-1) ?? "") && kind !== "changed")
        return major("The values have another type in the packages.");
      if (kind === "added")
        return direction === "request" ? minor("Requests may be of one more form.") : major(unexpectedForm);
      if (kind === "removed")
        return direction === "request" ? major("A request of this form is refused now.") : minor(fewerForms);
      return major("The values have another type in the packages.");
    },
  },
  {
    name: "discriminator",
    pattern: /\/discriminator(\/propertyName|\/mapping(\/[^/]+)?)?$/,
    decide: ({ kind }, direction) =>
      direction === "none" || (kind === "added" && direction === "request")
        ? undefined
        : kind === "removed" && direction === "response"
          ? minor(fewerForms)
          : major("Another value decides which form a message has."),
  },
  {
    name: "serialization",
    pattern: /^paths\/.*parameters\/_\/(style|explode|allowReserved)$/,
    decide: () => major("The parameter is written in another way."),
  },
  {
    name: "media-type",
    pattern: /\/content(\/_)?$/,
    decide({ kind }, direction) {
      if (kind === "added" || direction === "none") return undefined;
      return direction === "request"
        ? major("A request with this media type is refused now.")
        : major("Code that reads this media type no longer gets it.");
    },
  },
  {
    name: "read-only-or-write-only",
    pattern: /\/(readOnly|writeOnly)$/,
    decide: ({ to, nextKeys }, direction) => {
      const affected = nextKeys.at(-1) === "readOnly" ? "request" : "response";
      if (direction !== affected) return patch("These messages contain it as before.");
      return to === true ? major("These messages no longer contain it.") : minor("These messages may contain it now.");
    },
  },
  {
    name: "response-header",
    pattern: /\/responses\/_\/headers(\/_(\/required)?)?$/,
    decide: ({ kind, from, nextKeys }) =>
      kind === "removed" || kind === "renamed" || (nextKeys.at(-1) === "required" && from === true)
        ? major("Code that reads the header may no longer find it.")
        : undefined,
  },
  {
    name: "new-success",
    pattern: /^paths\/_\/\w+\/responses\/_$/,
    decide: ({ kind, nextKeys }) =>
      kind === "added" && /^[23]/.test(nextKeys.at(-1) ?? "")
        ? major("The client's method may return a result that callers do not expect yet.")
        : undefined,
  },
  {
    name: "default",
    pattern: /\/default$/,
    decide: ({ kind }, direction) =>
      direction === "request" && kind !== "added"
        ? major("A request without this value has another meaning now.")
        : undefined,
  },
  {
    name: "recursion",
    pattern: /^paths\/.*\/\$ref$/,
    decide: (_, direction) =>
      direction === "none" ? undefined : major("The schema no longer contains itself here, or another one does."),
  },
];

/** What the project's own rules say about a difference with this path pattern. */
export function applyRules(difference: Difference, pathPattern: string, direction: Direction): Verdict {
  for (const { name, pattern, decide } of rules) {
    const decision = pattern.test(pathPattern) ? decide(difference, direction) : undefined;
    if (decision !== undefined) return { rule: name, ...decision };
  }
  return direction === "none"
    ? { rule: "other", ...patch("No request or response contains it.") }
    : { rule: "compatible", ...minor("Existing callers work as before.") };
}
