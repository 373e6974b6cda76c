import type { Oas3Rule } from "@redocly/openapi-core";

/** A reference has no other keys beside it: types, client and mock would ignore them. */
export const noRefSiblings: Oas3Rule = () => ({
  ref(reference, { location, report }) {
    const [sibling] = Object.keys(reference).filter((key) => key !== "$ref");
    if (sibling === undefined) return;
    report({
      message: `Types, client and mock ignore the keys beside a \`$ref\`. Remove \`${sibling}\`. In a schema, you can put the reference into an \`allOf\`: \`allOf: [{ $ref: ${reference.$ref} }]\`.`,
      location: location.child(sibling).key(),
    });
  },
});
