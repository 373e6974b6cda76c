import { getCodeframe, getLineColLocation, type NormalizedProblem } from "@redocly/openapi-core";
import { displayPath, shortenPaths } from "./display-path.ts";

/** A mistake in the hand-written spec. */
export interface Problem {
  /** Where it is, as `path:line:column`; the path is relative to the repository. */
  readonly location: string;
  /** What is wrong, and what to write instead. */
  readonly message: string;
  /** The lint rule that found it. */
  readonly rule: string;
  /** The lines around the location. */
  readonly codeframe: string;
}

/** The spec has mistakes. The message lists each with file, line and what to write instead. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.problems = problems;
  }
}

// What to do, for the messages of Redocly's own rules that do not say it.
const hints: Record<string, string> = {
  "no-invalid-media-type-examples": "Correct the example, or the schema that it is an example of.",
  "no-invalid-parameter-examples": "Correct the example, or the parameter's schema.",
  "no-invalid-schema-examples": "Correct the example, or the schema.",
  "no-unresolved-refs": "Correct the path of the reference, or create what it names. An empty file names nothing.",
  "no-unused-components": "Refer to the component, or delete it.",
  "request-mime-type": "Write `application/json`: the client sends and reads nothing else.",
  "response-mime-type": "Write `application/json`: the client sends and reads nothing else.",
  "security-defined": "Name a scheme of `components.securitySchemes`, or add it there.",
};

/** A problem that Redocly found, with the advice that its message lacks. */
export function describeProblem({ location, message, ruleId, suggest }: NormalizedProblem): Problem {
  const [first] = location;
  if (first === undefined) return { location: "spec", message, rule: ruleId, codeframe: "" };
  const lines = getLineColLocation(first);
  const isUnparsed = message.startsWith("Failed to parse");
  const sentences = [
    shortenPaths(message).replace(/(?<![.?])$/, "."),
    suggest.length > 0 ? `Did you mean ${suggest.join(" or ")}?` : "",
    message.includes("`nullable`") ? 'Write `type: [string, "null"]`, or another type beside "null".' : "",
    isUnparsed ? "Correct the YAML." : (hints[ruleId] ?? ""),
  ];
  return {
    location: `${displayPath(lines.source.absoluteRef)}:${lines.start.line}:${lines.start.col}`,
    message: sentences.filter((sentence) => sentence !== "").join(" "),
    rule: ruleId,
    codeframe: getCodeframe(lines, false),
  };
}

/** The problems without those that only follow from another one, and that go when the other one is corrected. */
export function keepCauses(problems: readonly NormalizedProblem[]): readonly NormalizedProblem[] {
  const unparsed = problems.filter(({ message }) => message.startsWith("Failed to parse"));
  if (unparsed.length > 0) return unparsed;
  const unresolved = problems.filter(({ ruleId }) => ruleId === "no-unresolved-refs");
  if (unresolved.length > 0) return unresolved;
  const isUncompiled = problems.some(({ ruleId }) => ruleId === "run-summary/no-invalid-schemas");
  return problems.filter(({ message }) => !(isUncompiled && message.startsWith("Example validation errored")));
}

const maxShown = 10;

/** The problems as text for a terminal. The location comes first, so that editors and terminals make it a link. */
function formatProblems(problems: readonly Problem[]): string {
  const blocks = problems.slice(0, maxShown).map(({ location, message, rule, codeframe }) => {
    const frame = codeframe.replace(/^/gm, "    ");
    return `${location}\n  ${message} (${rule})\n\n${frame}\n`;
  });
  const total = `${problems.length} ${problems.length === 1 ? "problem" : "problems"} in the spec.`;
  return `${blocks.join("\n")}\n${total}${problems.length > maxShown ? ` The first ${maxShown} are shown above.` : ""}`;
}
