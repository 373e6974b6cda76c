import { flatSchema, type OpenApiDocument } from "@run-summary/spec";
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
const structure = ["type", "properties", "required", "items", "additionalProperties", "unevaluatedProperties"];
// What says nothing of a value, or nothing that a client has to know.
const silent = [
  ...["$comment", "default", "deprecated", "description", "discriminator", "example", "examples", "externalDocs"],
  ...["readOnly", "title", "writeOnly", "xml"],
];

// The formats that a check, or the type, says all of. An answer's other formats are taken as they are.
const knownFormats = ["binary", "date-time", "double", "float", "int32", "int64", "password"];

/** Who is to pass a check: a request has to be all that its schema says, since the service refuses it otherwise. */
export type Use = "request" | "answer";

/**
 * The expression of a check that a value has to pass to be what a schema says.
 *
 * @throws {SpecError} where the client cannot check what the schema says.
 */
export function checkExpression(document: OpenApiDocument, referenced: unknown, use: Use): string {
  const schema = checkable(document, referenced, use);
  const types = [schema.type ?? (schema.properties === undefined ? [] : "object")].flat() as string[];
  const forTypes = types
    .filter((type) => type !== "null")
    .map((type) => {
      if (type === "object") return objectExpression(document, schema, use);
      if (type === "array") return `array(${checkExpression(document, schema.items ?? {}, use)})`;
      return type;
    });
  const ofType = forTypes.length > 1 ? [`anyOf(${forTypes.join(", ")})`] : forTypes;
  // Where null is a type, a constant and a list of values still have to be it, or to hold it.
  const { const: constant, enum: values, ...others } = schema;
  const typed = [...ofType, ...keywordExpressions(others)];
  const nullable = types.includes("null") ? [`nullable(${all(typed)})`] : typed;
  return all([...nullable, ...keywordExpressions({ const: constant, enum: values })]);
}

function keywordExpressions(schema: Schema): string[] {
  return Object.entries(checks).flatMap(([keyword, check]) =>
    schema[keyword] === undefined ? [] : (check(schema[keyword] as never) ?? []),
  );
}

function all(expressions: readonly string[]): string {
  return expressions.length === 1 ? (expressions[0] as string) : `all(${expressions.join(", ")})`;
}

function objectExpression(document: OpenApiDocument, schema: Schema, use: Use): string {
  const properties = Object.entries((schema.properties ?? {}) as Schema).map(([name, child]) => {
    if (use === "request" && flatSchema(document, child as object).readOnly === true) {
      throw uncheckable(
        `The property \`${name}\` is read-only. Take it out of the request's schema: nobody may send it.`,
      );
    }
    return `${JSON.stringify(name)}: ${checkExpression(document, child, use)}`;
  });
  const isClosed = schema.additionalProperties === false || schema.unevaluatedProperties === false;
  return `object({ ${properties.join(", ")} }, ${JSON.stringify(schema.required ?? [])}${isClosed ? ', "closed"' : ""})`;
}

function checkable(document: OpenApiDocument, referenced: unknown, use: Use): Record<string, unknown> {
  const schema = flatSchema(document, referenced as object, (keyword) => {
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
  const { format = "int64" } = schema;
  if (use === "request" && !knownFormats.includes(format as string)) {
    const known = knownFormats.join(", ");
    throw uncheckable(
      `The client cannot check the format \`${format}\`. Use ${known} or a pattern; or teach packages/client/src/checks.ts another.`,
    );
  }
  return format === "int32" ? { minimum: -(2 ** 31), maximum: 2 ** 31 - 1, ...schema } : schema;
}

function uncheckable(message: string): SpecError {
  return new SpecError([{ place: "spec", message, rule: "client-checks", codeframe: "" }]);
}
