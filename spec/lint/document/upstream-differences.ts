import type { Oas3Rule } from "@redocly/openapi-core";
import { isRecord } from "@run-summary/openapi";

/** An `x-upstream` says what Microsoft says otherwise, and why the spec differs. `npm run upstream` compares it with what Microsoft says. */
export const upstreamDifferences: Oas3Rule = () => ({
  any(node: unknown, { location, report }) {
    const declared = (node as { readonly "x-upstream"?: unknown } | null)?.["x-upstream"];
    if (declared === undefined || isDeclaration(declared)) return;
    report({
      message:
        "Write `x-upstream: { differs: { <fact>: <what Microsoft says> }, reason: <why the spec differs> }`, and nothing else in it. `npm run upstream` prints the fact and what Microsoft says.",
      location: location.child("x-upstream").key(),
    });
  },
});

function isDeclaration(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { differs, reason, ...others } = value;
  const facts = isRecord(differs) ? Object.values(differs) : [];
  const isReason = typeof reason === "string" && reason.trim() !== "";
  return facts.length > 0 && facts.every(isText) && isReason && Object.keys(others).length === 0;
}

function isText(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value) && value !== "";
}
