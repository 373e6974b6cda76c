import { isRecord } from "@run-summary/openapi";
import type { Difference } from "./differences.ts";
import { includesMediaTypes } from "./encodings.ts";
import { isSentByService } from "./path-pattern.ts";
import { acceptsAll, listAlternatives } from "./security.ts";
import type { VersionBump } from "./version-bump.ts";

/** The messages that a change affects: those that a caller sends, those that it receives, both, or none. */
export type Direction = "request" | "response" | "both" | "none";

/** What a breaking change does to callers. */
export type Effect = "does not compile" | "is refused" | "may not find it" | "may not expect it";

/** What the schemas, the compiler or a rule say about a difference. */
export interface Verdict {
  /** `schema`, `compiler`, or the name of a rule. */
  readonly rule: string;
  readonly bump: VersionBump;
  /** Why the difference breaks callers, or why it does not, in a sentence. */
  readonly why: string;
  /** What a breaking change does to callers. */
  readonly effect?: Effect;
}

interface Rule {
  readonly name: string;
  /** The path patterns of the differences that the rule is about. */
  readonly pattern: RegExp;
  /** `undefined` where the rule says nothing. */
  readonly decide: (difference: Difference, direction: Direction) => Omit<Verdict, "rule"> | undefined;
}

const major = (effect: Effect, why: string) => ({ bump: "major", effect, why }) as const;
const minor = (why: string) => ({ bump: "minor", why }) as const;
const patch = (why: string) => ({ bump: "patch", why }) as const;

const refusedWithout = major("is refused", "A request without it is refused now.");
const mayBeUsed = minor("Callers may use it.");
const isRequired = (part: unknown) => isRecord(part) && part.required === true;

// What neither the schemas nor the compiler see. The first rule that says something counts.
const rules: readonly Rule[] = [
  {
    name: "order",
    pattern: /./,
    decide: ({ kind }) => (kind === "reordered" ? patch("The order does not matter to callers.") : undefined),
  },
  {
    // The defaults of the Parameter, Header, Media Type and Schema Objects.
    name: "written-default",
    pattern:
      /\/(allow\w+|required|readOnly|writeOnly|deprecated|encoding|content|callbacks|headers|responses)$|\/headers\/_\/(style|explode)$/,
    decide({ kind, from, to }) {
      const value = kind === "added" ? to : kind === "removed" ? from : undefined;
      const isDefault = value === false || value === "simple" || (isRecord(value) && Object.keys(value).length === 0);
      return isDefault ? patch("It is the default.") : undefined;
    },
  },
  {
    // Security Requirement Object of OpenAPI 3.1: one of the alternatives is enough, with all of its schemes and scopes.
    name: "security",
    pattern: /^(paths|webhooks)\/.*\/security$/,
    decide({ from, to }) {
      const [before, after] = [listAlternatives(from), listAlternatives(to)];
      if (!acceptsAll(after, before)) return major("is refused", "A token that was accepted may be refused now.");
      if (!acceptsAll(before, after)) return minor("Tokens that were accepted are accepted still.");
      return patch("The same tokens are accepted as before.");
    },
  },
  {
    // OAuth Flow Object: a caller asks at these addresses for these scopes.
    name: "security-scheme",
    pattern: /^components\/securitySchemes\/_(\/(type|scheme|in|name|openIdConnectUrl))?$/,
    decide({ kind, nextKeys, from, to }) {
      const isScheme = nextKeys.length === 3;
      // RFC 9110, section 11.1: the name of a scheme has no case.
      const isSameName = nextKeys.at(-1) === "scheme" && String(from).toLowerCase() === String(to).toLowerCase();
      if (isSameName) return patch("The case does not matter.");
      if (isScheme && kind === "added") return mayBeUsed;
      if (isScheme && kind === "removed") return patch("The operations say themselves which schemes they need.");
      return major("is refused", "Callers get their credentials, or send them, in the old way.");
    },
  },
  {
    name: "oauth-flow",
    pattern: /^components\/securitySchemes\/_\/flows(\/\w+(\/(\w+Url|scopes(\/_)?))?)?$/,
    decide({ kind, nextKeys }) {
      if (kind === "added") return mayBeUsed;
      if (nextKeys.at(-2) === "scopes" && kind === "changed") return patch("It is a description.");
      return major("is refused", "Callers ask for their token in a way that is gone.");
    },
  },
  {
    name: "server",
    pattern: /(^|\/)servers(\/_(\/(url|x-cloud))?)?$/,
    decide({ kind, nextKeys, from }) {
      if (kind === "added" && /^\d+$/.test(nextKeys.at(-1) ?? "")) return minor("Callers can choose it.");
      if (nextKeys.at(-1) === "x-cloud" || (isRecord(from) && "x-cloud" in from))
        return major("does not compile", "Users of the client choose a server by its name.");
      return major("is refused", "Callers send their requests to the old address.");
    },
  },
  {
    name: "server-variable",
    pattern: /(^|\/)servers\/_\/variables(\/_(\/(default|enum))?)?$/,
    decide({ kind, nextKeys, from, to }) {
      if (nextKeys.at(-1) === "default")
        return major("is refused", "Callers that choose no value reach another server.");
      const [before, after] = [from, to].map((list) => (Array.isArray(list) ? list : undefined));
      const isGone = before ? after?.length !== 0 && before.some((value) => !(after ?? before).includes(value)) : true;
      if (kind === "added" && nextKeys.at(-1) !== "enum") return minor("Callers can choose a value.");
      return isGone
        ? major("is refused", "Callers may use a value that is gone.")
        : minor("Callers can choose a value.");
    },
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
    pattern:
      /(^|\/)((description|summary|title|examples?|externalDocs|links|tags|bearerFormat|\$comment)(\/|$)|x-[^/])/,
    decide: () => patch("It changes the docs and the mock, but not what callers send and receive."),
  },
  {
    // JSON Schema Validation, section 9.2: what a service takes for a value that is left out.
    name: "default",
    pattern: /\/default$/,
    decide: (_, direction) =>
      direction === "request"
        ? major("may not expect it", "A request without a value may have another meaning now.")
        : patch("A response holds the value itself."),
  },
  {
    name: "type-name",
    pattern: /^components\/(schemas|responses|parameters|headers|requestBodies)\/_$/,
    decide: ({ kind }) =>
      kind === "added"
        ? minor("The packages export one more type.")
        : major("does not compile", "The packages export a type by this name."),
  },
  {
    name: "operation-id",
    pattern: /^paths\/_\/\w+\/operationId$/,
    decide: ({ kind }) =>
      kind === "added"
        ? minor("The client has a method of this name.")
        : major("does not compile", "It is the name of the client's method."),
  },
  {
    name: "operation",
    pattern: /^paths\/_(\/\w+)?$/,
    decide({ kind }) {
      if (kind === "added") return mayBeUsed;
      return kind === "renamed"
        ? major("is refused", "Callers send their requests to the old path or method.")
        : major("is refused", "Callers send requests that the service no longer knows.");
    },
  },
  {
    name: "callback",
    pattern: /^webhooks(\/_(\/\w+)?)?$|\/callbacks(\/[^/]+(\/_(\/\w+)?)?)?$/,
    decide: ({ kind }) =>
      kind === "added"
        ? minor("The service sends a request that callers may take.")
        : major("may not find it", "The service no longer sends this request."),
  },
  {
    name: "parameter",
    pattern: /\/parameters\/_(\/(name|in|required))?$/,
    decide({ kind, nextKeys, from, to }) {
      switch (nextKeys.at(-1)) {
        case "name":
          return major("does not compile", "Code that passes the parameter by its name no longer compiles.");
        case "in":
          return major("is refused", "Callers send the parameter in the old place.");
        case "required":
          return to === true ? refusedWithout : minor("Callers may leave it out.");
        default:
          if (kind === "added") return isRequired(to) ? refusedWithout : mayBeUsed;
          return from === undefined ? undefined : major("does not compile", "Code that passes it no longer compiles.");
      }
    },
  },
  {
    name: "request-body",
    pattern: /\/requestBody(\/required)?$/,
    decide({ kind, nextKeys, to }) {
      if (nextKeys.at(-1) === "required") return to === true ? refusedWithout : minor("Callers may leave it out.");
      if (kind === "added") return isRequired(to) ? refusedWithout : mayBeUsed;
      return major("does not compile", "Code that passes a body no longer compiles.");
    },
  },
  {
    name: "property",
    pattern: /\/properties\/_$/,
    decide({ kind }, direction) {
      if (kind !== "removed" && kind !== "renamed") return undefined;
      return direction === "request"
        ? major("does not compile", "Code that sends it no longer compiles.")
        : major("does not compile", "Code that reads it no longer compiles.");
    },
  },
  {
    // Discriminator Object: a name in `mapping` stands for the schema of this name. Which forms there are, the schemas say.
    name: "discriminator",
    pattern: /\/discriminator(\/propertyName|\/mapping(\/[^/]+)?)?$/,
    decide({ kind, nextKeys, from, to }, direction) {
      if (kind === "added" && nextKeys.at(-1) === "discriminator") return undefined;
      if (kind === "changed" ? getSchemaName(from) === getSchemaName(to) : isImplied(nextKeys.at(-1), from ?? to))
        return patch("A value stands for the same schema as before.");
      if (kind === "added" && direction === "request") return undefined;
      if (kind === "removed" && direction === "response")
        return minor("Responses have fewer forms, which callers handle already.");
      const effect = direction === "request" ? "is refused" : "may not expect it";
      return major(effect, "Another value decides which form a message has.");
    },
  },
  {
    // Encoding Object, `contentType`: the media types of a part, with ranges.
    name: "part-media-type",
    pattern: /\/encoding\/_\/contentType$/,
    decide({ from, to }, direction) {
      const [sent, taken] = (direction === "request" ? [from, to] : [to, from]).map(String) as [string, string];
      if (includesMediaTypes(taken, sent))
        return includesMediaTypes(sent, taken)
          ? patch("They are the same media types.")
          : minor("Existing callers work as before.");
      return direction === "request"
        ? major("is refused", "A request with a part of another media type is refused now.")
        : major("may not expect it", "A response may contain a part of another media type now.");
    },
  },
  {
    // Parameter Object and Encoding Object: how a value is written.
    name: "serialization",
    pattern: /\/(encoding|xml)(\/|$)|\/parameters\/_\/(style|explode|allowReserved|content)$/,
    decide({ kind, nextKeys, to }, direction) {
      const headers =
        nextKeys.at(-1) === "headers" ? Object.values(to ?? {}) : nextKeys.at(-2) === "headers" ? [to] : [];
      const mayBeMissing = direction === "response" || !headers.some(isRequired);
      if (kind === "added" && headers.length > 0 && mayBeMissing) return minor("Existing callers work as before.");
      return major("is refused", "The value is written in another way.");
    },
  },
  {
    name: "empty-value",
    pattern: /\/parameters\/_\/allowEmptyValue$/,
    decide: ({ to }) =>
      to === true ? mayBeUsed : major("is refused", "A request with an empty value is refused now."),
  },
  {
    name: "media-type",
    pattern: /\/content(\/_)?$/,
    decide({ kind }, direction) {
      if (kind === "added") return undefined;
      return direction === "request"
        ? major("is refused", "A request with this media type is refused now.")
        : major("may not find it", "Code that reads this media type no longer gets it.");
    },
  },
  {
    name: "read-only-or-write-only",
    pattern: /\/(readOnly|writeOnly)$/,
    decide({ to, nextKeys }, direction) {
      const affected = nextKeys.at(-1) === "readOnly" ? "request" : "response";
      if (direction !== affected) return patch("These messages contain it as before.");
      if (to !== true) return minor("These messages may contain it now.");
      return affected === "request"
        ? major("is refused", "Requests no longer contain it.")
        : major("may not find it", "Responses no longer contain it.");
    },
  },
  {
    name: "response-header",
    pattern: /\/responses\/_\/headers(\/_(\/required)?)?$/,
    decide: ({ kind, from, nextKeys }) =>
      kind === "removed" || kind === "renamed" || (nextKeys.at(-1) === "required" && from === true)
        ? major("may not find it", "Code that reads the header may no longer find it.")
        : undefined,
  },
  {
    name: "status",
    pattern: /^paths\/_\/\w+\/responses\/_$/,
    decide({ kind, nextKeys }) {
      const isSuccess = /^[23]/.test(nextKeys.at(-1) ?? "");
      if (!isSuccess && kind !== "renamed") return undefined;
      return kind === "added"
        ? major("may not expect it", "The client's method may return a result that callers do not expect yet.")
        : major("may not find it", "Code that handles this status no longer gets it.");
    },
  },
  {
    name: "reference",
    pattern: /^paths\/.*\/\$ref$/,
    decide: (_, direction) =>
      major(direction === "request" ? "is refused" : "may not expect it", "It cannot be told what it refers to."),
  },
];

// What is in no message may still have other words, or another name.
const outsideMessages = new Set(["order", "documentation", "type-name"]);

// The rules about the parts of messages that a caller sends or receives.
const aboutMessages = new Set(["parameter", "request-body", "media-type", "response-header", "status"]);

/** The difference the other way round: what the service sends breaks where less would break what it takes. */
function reverse(difference: Difference): Difference {
  const { kind, from, to, baseKeys, nextKeys } = difference;
  const other = kind === "added" ? "removed" : kind === "removed" ? "added" : kind;
  return { kind: other, from: to, to: from, baseKeys: nextKeys, nextKeys: baseKeys };
}

function describeTaken(bump: VersionBump): Partial<Verdict> {
  return bump === "major"
    ? {
        effect: "may not expect it",
        why: "Callers that take this request may not get what they did, or get something else.",
      }
    : { why: "Callers take this request as before." };
}

/** Whether entries of a discriminator's mapping say what is true without them: a name stands for the schema of this name. */
function isImplied(key: string | undefined, value: unknown): boolean {
  if (isRecord(value))
    return key === "mapping" && Object.entries(value).every(([name, target]) => isImplied(name, target));
  return key === getSchemaName(value);
}

function getSchemaName(target: unknown): string | undefined {
  return typeof target === "string" ? target.split("/").at(-1) : undefined;
}

/** What the rules say about a difference with this path pattern; `undefined` where they say nothing. */
export function applyRules(difference: Difference, pathPattern: string, direction: Direction): Verdict | undefined {
  for (const { name, pattern, decide } of rules) {
    if (direction === "none" && !outsideMessages.has(name)) continue;
    if (!pattern.test(pathPattern)) continue;
    const isTaken = aboutMessages.has(name) && isSentByService(pathPattern);
    const decision = decide(isTaken ? reverse(difference) : difference, direction);
    if (decision !== undefined) return { rule: name, ...decision, ...(isTaken && describeTaken(decision.bump)) };
  }
  return undefined;
}

/** The verdict on a difference about which nothing says anything. */
export function getFallback(direction: Direction): Verdict {
  return direction === "none"
    ? { rule: "other", ...patch("It does not change what callers send and receive.") }
    : { rule: "compatible", ...minor("Existing callers work as before.") };
}
