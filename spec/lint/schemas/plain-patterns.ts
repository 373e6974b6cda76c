import type { Oas3Rule } from "@redocly/openapi-core";

// Escapes, which may be such, and groups that match no text.
const token = /\\.|\(\?<?[=!]/gsu;
const assertion = /^(?:\\[bB1-9k]|\(\?<?[=!])/;

/** A pattern describes its texts from the left to the right, so that the contract tests can make some. */
export const plainPatterns: Oas3Rule = () => ({
  Schema(schema, { location, report }) {
    if (typeof schema !== "object" || schema === null || typeof schema.pattern !== "string") return;
    const found = schema.pattern === "" ? "nothing" : schema.pattern.match(token)?.find((one) => assertion.test(one));
    if (found === undefined) return;
    report({
      message: `The contract tests cannot make texts for a pattern with \`${found}\`. Write one without lookaround, \`\\b\` and references to groups, or explain the rule in the \`description\`.`,
      location: location.child("pattern"),
    });
  },
});
