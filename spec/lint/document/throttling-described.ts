import type { Oas3Rule } from "@redocly/openapi-core";

const names = ["windowSeconds", "requests", "writes"] as const;

/** `x-throttling` has its three limits, and each description of 429 names them. */
export const throttlingDescribed: Oas3Rule = () => {
  let limits: Readonly<Record<string, unknown>> | undefined;
  return {
    Root(root, { location, report }) {
      const throttling = (root as { "x-throttling"?: typeof limits })["x-throttling"];
      if (throttling === undefined) return;
      const isComplete = names.every((name) => Number.isInteger(throttling[name]) && Number(throttling[name]) > 0);
      if (isComplete && Object.keys(throttling).length === names.length) {
        limits = throttling;
        return;
      }
      report({
        message: `\`x-throttling\` needs ${names.join(", ")}, each a whole number above 0, and allows nothing else. Correct it: the mock throttles requests by it.`,
        location: location.child("x-throttling"),
      });
    },
    Responses(responses, { location, report, resolve }) {
      const tooManyRequests = responses["429"] && resolve(responses["429"]).node;
      if (limits === undefined || tooManyRequests === undefined) return;
      const missing = names
        .map((name) => Number(limits?.[name]).toLocaleString("en"))
        .filter((number) => !tooManyRequests.description?.includes(number));
      if (missing.length === 0) return;
      report({
        message: `The description of 429 does not name ${missing.join(" and ")} from \`x-throttling\`. Correct the description or \`x-throttling\`.`,
        location: location.child("429"),
      });
    },
  };
};
