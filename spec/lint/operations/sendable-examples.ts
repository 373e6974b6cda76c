import type { Oas3Rule } from "@redocly/openapi-core";
import { getBodyKind } from "@run-summary/openapi";

/** A request can hold the example of each parameter and form: the docs show it, and the contract tests send it. */
export const sendableExamples: Oas3Rule = () => ({
  RequestBody({ content = {} }, { location, report, resolve }) {
    const [type = ""] = Object.keys(content);
    for (const [name, referenced] of Object.entries(content[type]?.examples ?? {})) {
      const problem = findBodyProblem(type, resolve(referenced).node?.value);
      if (problem === undefined) continue;
      report({
        message: `A request cannot hold the example \`${name}\`: ${problem}.`,
        location: location.child(["content", type, "examples", name]),
      });
    }
  },
  Parameter({ name, in: place, required, style, example, examples = {}, schema }, { location, report, resolve }) {
    const { required: members = [] } = (schema && resolve(schema).node) ?? {};
    if (style === "deepObject" && required === true && members.length === 0) {
      report({
        message: `Nothing tells an object without properties from one that is missing. Require a property of \`${name}\`, or write \`required: false\`.`,
        location: location.child("required"),
      });
    }
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

function findBodyProblem(type: string, value: unknown): string | undefined {
  const kind = getBodyKind(type);
  if (kind !== "form")
    return kind !== "json" && value === "" ? "an empty body is none. Write a value that is not empty" : undefined;
  const fields = Object.values(Object(value)) as unknown[];
  return fields.length > 0 && !fields.some((field) => Array.isArray(field) && field.length === 0)
    ? undefined
    : "a form holds neither an empty list nor nothing at all. Write a field with a value";
}

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
