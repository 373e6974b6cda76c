import { flatSchema, type OpenApiDocument, resolve } from "@run-summary/spec";
import { SpecError } from "@run-summary/spec/source";

type Schema = Readonly<Record<string, unknown>>;

// The functions of the client's `checks.ts`, by the keyword that they check; in the order in which they say most.
const checks: Readonly<Record<string, (value: never) => string | undefined>> = {
  const: (value) => `constant(${JSON.stringify(value)})`,
  enum: (value) => `oneOf(${JSON.stringify(value)})`,
  minimum: (value) => `minimum(${value})`,
  maximum: (value) => `maximum(${value})`,
  minLength: (value) => `minLength(${value})`,
  maxLength: (value) => `maxLength(${value})`,
  pattern: (value) => `pattern(${JSON.stringify(value)})`,
  format: (value) => (value === "date-time" ? "dateTime" : undefined),
};
const rfc3339 = "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$";
const structure = ["type", "properties", "required", "items", "additionalProperties", "unevaluatedProperties"];
// What says nothing of a value, or nothing that a client has to know.
const silent = [
  ...["$comment", "default", "deprecated", "description", "discriminator", "example", "examples", "externalDocs"],
  ...["readOnly", "title", "writeOnly", "xml"],
];

/** The expression of a check that a value has to pass to be what a schema says. */
export function checkExpression(
  document: OpenApiDocument,
  referenced: unknown,
  around: readonly object[] = [],
): string {
  const own = resolve(document, referenced as object);
  if (around.includes(own)) {
    throw uncheckable(
      "The client cannot check a schema that is inside itself. Write a schema for each level, the last one without properties.",
    );
  }
  const inside = [...around, own];
  const schema = checkable(document, own);
  // The client's `dateTime` looks at what no pattern can say.
  if (schema.format === "date-time") schema.pattern ??= rfc3339;
  const types = [schema.type ?? (schema.properties === undefined ? [] : "object")].flat() as string[];
  const forKeywords = Object.entries(checks).flatMap(([keyword, check]) =>
    schema[keyword] === undefined ? [] : (check(schema[keyword] as never) ?? []),
  );
  const forTypes = types
    .filter((type) => type !== "null")
    .map((type) => {
      if (type === "object") return objectExpression(document, schema, inside);
      if (type === "array") return `array(${checkExpression(document, schema.items ?? {}, inside)})`;
      return type;
    });
  const ofType = forTypes.length > 1 ? [`anyOf(${forTypes.join(", ")})`] : forTypes;
  const expressions = [...ofType, ...forKeywords];
  const whole = expressions.length === 1 ? (expressions[0] as string) : `all(${expressions.join(", ")})`;
  return types.includes("null") ? `nullable(${whole})` : whole;
}

function objectExpression(document: OpenApiDocument, schema: Schema, around: readonly object[]): string {
  const properties = Object.entries((schema.properties ?? {}) as Schema).map(
    ([name, child]) => `${JSON.stringify(name)}: ${checkExpression(document, child, around)}`,
  );
  const isClosed = schema.additionalProperties === false || schema.unevaluatedProperties === false;
  return `object({ ${properties.join(", ")} }, ${JSON.stringify(schema.required ?? [])}${isClosed ? ', "closed"' : ""})`;
}

function checkable(document: OpenApiDocument, own: object): Record<string, unknown> {
  const schema = flatSchema(document, own, (keyword) => {
    throw uncheckable(`The client cannot check two values of \`${keyword}\`, in a schema and in its \`allOf\`.`);
  });
  for (const keyword of Object.keys(schema)) {
    const isKnown =
      keyword in checks || structure.includes(keyword) || silent.includes(keyword) || keyword.startsWith("x-");
    if (!isKnown) {
      const known = [...Object.keys(checks), ...structure, "allOf"].join(", ");
      throw uncheckable(
        `The client cannot check the keyword \`${keyword}\`. Use ${known}; or teach packages/client/src/checks.ts another.`,
      );
    }
  }
  return schema;
}

function uncheckable(message: string): SpecError {
  return new SpecError([{ place: "spec", message, rule: "client-checks", codeframe: "" }]);
}
