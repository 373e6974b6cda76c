import type { Oas3Rule } from "@redocly/openapi-core";
import { visitSchemas } from "../helpers/visit-schemas.ts";

/** Numbers in a schema are those that JavaScript computes with exactly, because client and mock are JavaScript. */
export const exactNumbers: Oas3Rule = visitSchemas((_usage, { report }) => ({
  schema(parts) {
    for (const { schema, location } of parts) {
      for (const [keyword, value] of Object.entries(schema)) {
        const place = location.child(keyword);
        const rounded = [value]
          .flat()
          .find((one) => typeof one === "number" && Math.abs(one) > Number.MAX_SAFE_INTEGER);
        if (rounded !== undefined) {
          report({
            message: `JavaScript rounds numbers beyond ${Number.MAX_SAFE_INTEGER}, so that the client and the mock would use another value of \`${keyword}\`. Write a smaller number; or remove \`${keyword}\`, and write the limit into the \`description\`.`,
            location: place,
          });
        } else if (keyword === "multipleOf" && !isBinaryFraction(Number(value))) {
          report({
            message: `JavaScript computes the multiples of ${value} inexactly: 19.99 would be no multiple of 0.01. Write a whole number, or a half or a quarter; or remove \`multipleOf\`, and write the step into the \`description\`.`,
            location: place,
          });
        }
      }
    }
  },
}));

/** Whether a number is a multiple of a power of two, such as 10, 0.5 or 0.25: its multiples are exact. */
function isBinaryFraction(value: number): boolean {
  return Number.isInteger(value * 2 ** 20);
}
