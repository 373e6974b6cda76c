import {
  flattenSchema,
  listSuccessContents,
  type OpenApiDocument,
  type Operation,
  type Response,
  resolveReference,
} from "@run-summary/openapi";
import type { CheckGenerator } from "./client-checks.ts";
import { notice } from "./generated-folder.ts";
import { joinLines } from "./print.ts";

/** Generates the checks of successful responses. */
export function generateResponseChecks(
  document: OpenApiDocument,
  operations: readonly Operation[],
  checks: CheckGenerator,
): string {
  const isSelective = ({ parameters }: Operation) =>
    parameters.some((parameter) => parameter.name === "$select" && parameter.in === "query");
  const all = listResponseChecks(operations, (schema) => checks.generateCheck(schema, "schemas."));
  const selected = listResponseChecks(operations.filter(isSelective), (schema) =>
    checks.generateCheck(selectProperties(document, schema), "schemas."),
  );
  return joinLines([
    `// ${notice}`,
    "",
    'import * as check from "../checks/checks.ts";',
    ...([...all, ...selected].join("").includes("schemas.")
      ? ['import * as schemas from "./schema-checks.gen.ts";']
      : []),
    "",
    "/** The check of a successful response, by operationId. */",
    "export const responseChecks: Readonly<Record<string, check.Check>> = {",
    ...all,
    "};",
    "",
    "/** The check of a successful response of which the call selects properties, by operationId. */",
    "export const selectedChecks: Readonly<Record<string, check.Check>> = {",
    ...selected,
    "};",
  ]);
}

function listResponseChecks(operations: readonly Operation[], generateCheck: (schema: object) => string): string[] {
  return operations.flatMap((operation) => {
    const [check, ...others] = new Set(listSuccessContents(operation).map(({ schema }) => generateCheck(schema)));
    if (check === undefined) return [];
    const whole = others.length > 0 ? `check.anyOf(${[check, ...others].join(", ")})` : check;
    return [`  ${operation.operationId}: ${canBeEmpty(operation) ? `check.optional(${whole})` : whole},`];
  });
}

/** Whether a success may have no body: where one is documented so, or the caller may prefer it (RFC 7240, section 4.2). */
function canBeEmpty({ parameters, responses }: Operation): boolean {
  // A response without a body that has a `Location` is an object of its headers.
  const isEmpty = ([status, { content, headers }]: [string, Response]) =>
    status.startsWith("2") && Object.keys(content).length === 0 && !("Location" in headers);
  return Object.entries(responses).some(isEmpty) || parameters.some(({ name }) => name === "Prefer");
}

/** The schema of a response of which the caller selects properties: none of them, or of the items of its list, is required. */
function selectProperties(document: OpenApiDocument, schema: object): object {
  const { properties = {}, ...page } = flattenSchema(document, schema);
  const { items, ...list } = flattenSchema(document, properties.value ?? {});
  if (!(items instanceof Object)) return omitRequired(document, schema);
  return { ...page, properties: { ...properties, value: { ...list, items: omitRequired(document, items) } } };
}

// A value without the property that tells branches apart may match several of them.
function omitRequired(document: OpenApiDocument, referenced: object): object {
  const resolved = resolveReference<Schema>(document, referenced as Schema);
  const { required: _, discriminator: __, allOf, anyOf, oneOf = anyOf, ...schema } = resolved;
  const omitAll = (parts: readonly object[]) => parts.map((part) => omitRequired(document, part));
  return { ...schema, ...(allOf && { allOf: omitAll(allOf) }), ...(oneOf && { anyOf: omitAll(oneOf) }) };
}

type Schema = Partial<Record<"allOf" | "anyOf" | "oneOf", readonly object[]>> & Readonly<Record<string, unknown>>;
