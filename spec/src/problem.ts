import { getCodeframe, getLineColLocation, type NormalizedProblem } from "@redocly/openapi-core";
import { displayPath, withDisplayPaths } from "./display-path.ts";

/** A mistake in the spec's source. */
export interface Problem {
  /** File with line and column, as `path:line:column`, relative to the repository. */
  readonly place: string;
  /** What is wrong, and what to write instead. */
  readonly message: string;
  /** The lint rule that found it. */
  readonly rule: string;
  /** The lines around the place. */
  readonly codeframe: string;
}

// What to do about it, where Redocly's own message does not say.
const hints: Record<string, string> = {
  "no-invalid-media-type-examples": "Correct the example, or the schema that it is an example of.",
  "no-invalid-parameter-examples": "Correct the example, or the parameter's schema.",
  "no-invalid-schema-examples": "Correct the example, or the schema.",
  "no-unresolved-refs": "Correct the path of the reference, or create what it names (an empty file names nothing).",
  "no-unused-components": "Refer to the component, or delete it.",
  "request-mime-type": "Write `application/json`: the client sends and reads nothing else.",
  "response-mime-type": "Write `application/json`: the client sends and reads nothing else.",
  "security-defined": "Name a scheme of `components.securitySchemes`, or add it there.",
};

export function problemFrom(problem: NormalizedProblem): Problem {
  const [location] = problem.location;
  if (location === undefined) return { place: "spec", message: problem.message, rule: problem.ruleId, codeframe: "" };
  const file = location.source.absoluteRef;
  const at = getLineColLocation(location);
  return {
    place: `${displayPath(file)}:${at.start.line}:${at.start.col}`,
    message: [
      withDisplayPaths(problem.message).replace(/(?<![.?])$/, "."),
      ...(problem.suggest.length > 0 ? [`Did you mean ${problem.suggest.join(" or ")}?`] : []),
      ...(problem.message.includes("`nullable`")
        ? ['Write `type: [string, "null"]`, or another type beside "null".']
        : []),
      ...(problem.message.startsWith("Failed to parse") ? ["Correct the YAML."] : [hints[problem.ruleId] ?? []].flat()),
    ].join(" "),
    rule: problem.ruleId,
    codeframe: getCodeframe(at, false),
  };
}

const shown = 10;

/** The problems as text for a terminal, each with its place first so that editors and terminals link it. */
export function formatProblems(problems: readonly Problem[]): string {
  const blocks = problems.slice(0, shown).map(({ place, message, rule, codeframe }) => {
    const frame = codeframe.replace(/^/gm, "    ");
    return `${place}\n  ${message} (${rule})\n\n${frame}\n`;
  });
  const total = `${problems.length} ${problems.length === 1 ? "mistake" : "mistakes"} in the spec`;
  return `${blocks.join("\n")}\n${total}${problems.length > shown ? `, the first ${shown} of them above` : ""}.`;
}
