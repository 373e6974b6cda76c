import type { Oas3Rule } from "@redocly/openapi-core";

/** Nothing stands beside a reference: types, client and mock do not look there. */
export const loneReference: Oas3Rule = () => ({
  ref(reference, { location, report }) {
    const [beside] = Object.keys(reference).filter((key) => key !== "$ref");
    if (beside === undefined) return;
    report({
      message: `Nothing looks at what stands beside a \`$ref\`. Take \`${beside}\` out; in a schema, put the reference into an \`allOf\`: \`allOf: [{ $ref: ${reference.$ref} }]\`.`,
      location: location.child(beside).key(),
    });
  },
});
