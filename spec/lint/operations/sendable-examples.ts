import type { Oas3Rule } from "@redocly/openapi-core";

/** A request can hold the example of each parameter: the docs show it, and the contract tests send it. */
export const sendableExamples: Oas3Rule = () => ({
  Parameter({ name, in: place, required, example, examples = {}, schema }, { location, report, resolve }) {
    const named = Object.entries(examples).map(([key, one]) => ({
      value: resolve(one).node?.value,
      keys: ["examples", key],
    }));
    const [firstOfEnum] = (schema && resolve(schema).node?.enum) || [];
    const given = [{ value: example, keys: ["example"] }, ...named].filter(({ value }) => value !== undefined);
    const shown = given.length > 0 ? given : [{ value: firstOfEnum, keys: ["schema"] }];
    for (const { value, keys } of shown) {
      const problem = findProblem(place, required === true, value);
      if (problem === undefined) continue;
      report({
        message: `A request cannot hold the example ${JSON.stringify(value)} of the parameter \`${name}\`: ${problem}.`,
        location: location.child(keys),
      });
    }
  },
});

function findProblem(place: string | undefined, isRequired: boolean, value: unknown): string | undefined {
  if (value === null) return "a text is never null. Write another value, and remove null from the schema";
  const text = String(value);
  if (place === "path" && ["", ".", ".."].includes(text))
    return "the path would be that of something else. Write a text that is no dot segment and not empty";
  if (place === "path" && /\p{Cc}/u.test(text))
    return "programs read control characters in a path differently. Write another value";
  // Leading and trailing white space is no part of a header's value (RFC 9110, section 5.5).
  if (place === "header" && !/^[!-~]([ -~]*[!-~])?$/.test(text))
    return "a header holds visible ASCII, with spaces between. Write another value";
  const isEmpty = value === "" || (typeof value === "object" && Object.keys(Object(value)).length === 0);
  return isRequired && isEmpty
    ? "it is required, and nothing would be sent. Write a value that is not empty, or `required: false`"
    : undefined;
}
