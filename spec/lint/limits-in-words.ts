import type { Oas3Rule } from "@redocly/openapi-core";

const names = ["windowSeconds", "requests", "writes"] as const;

/** `x-throttling` has its three limits, and each description of 429 says them in words. */
export const limitsInWords: Oas3Rule = () => {
  let limits: Readonly<Record<string, unknown>> | undefined;
  return {
    Root(root, { location, report }) {
      const given = (root as { "x-throttling"?: typeof limits })["x-throttling"];
      if (given === undefined) return;
      const isWhole = names.every((name) => Number.isInteger(given[name]) && Number(given[name]) > 0);
      if (isWhole && Object.keys(given).length === names.length) {
        limits = given;
        return;
      }
      report({
        message: `\`x-throttling\` has ${names.join(", ")}, each a whole number above 0, and nothing else. Correct it: the mock throttles by it.`,
        location: location.child("x-throttling"),
      });
    },
    Responses(responses, { location, report, resolve }) {
      const throttled = responses["429"] && resolve(responses["429"]).node;
      if (limits === undefined || throttled === undefined) return;
      const missing = names
        .map((name) => Number(limits?.[name]).toLocaleString("en"))
        .filter((number) => !throttled.description?.includes(number));
      if (missing.length === 0) return;
      report({
        message: `The description of 429 does not name ${missing.join(" and ")}, which \`x-throttling\` has. Correct the one or the other.`,
        location: location.child("429"),
      });
    },
  };
};
