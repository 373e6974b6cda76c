import {
  type FlatSchema,
  flatSchema,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  resolve,
} from "@run-summary/spec";
import { type Fact, factsOf, factsOfValue, limits } from "./fact.ts";

/** What the document says of its operations. */
export function factsFromSpec(document: OpenApiDocument): Fact[] {
  return operationsOf(document).flatMap((operation) => {
    const { operationId, method, path, parameters, requestBody, responses, security } = operation;
    const about = (...[subject, attributes]: [string[], Parameters<typeof factsOf>[2]]) =>
      factsOf(operationId, subject, attributes);
    const schemaFacts = (subject: string[], schema: object, required?: boolean) =>
      factsOfSchema(document, operationId, subject, schema, required);
    const contentFacts = (place: string, content: Operation["responses"][string]["content"]) => [
      ...about([place], { "media types": Object.keys(content).join(", ") || "none" }),
      ...Object.values(content).flatMap(({ schema }) => schemaFacts([place], schema)),
    ];
    const [example] = Object.values(requestBody?.content ?? {}).flatMap(({ examples }) => Object.values(examples));
    return [
      ...about([], {
        operationId,
        method,
        path,
        token: tokenOf(document, operation),
        security: securityText(security),
      }),
      ...parameters.flatMap(({ name, in: place, required, schema }) => [
        ...about(["parameter", name], { in: place }),
        ...schemaFacts(["parameter", name], schema, required),
      ]),
      ...(requestBody === undefined
        ? []
        : [
            ...about(["body"], { required: requestBody.required, example: JSON.stringify(example) }),
            ...contentFacts("body", requestBody.content),
          ]),
      ...Object.entries(responses).flatMap(([status, { headers, content }]) => [
        ...contentFacts(`answer ${status}`, content),
        ...Object.entries(headers).flatMap(([name, { required, schema }]) =>
          schemaFacts([`header ${status}`, name], schema, required),
        ),
      ]),
    ];
  });
}

/** The alternatives in one text, each with its schemes and their scopes. */
export function securityText(alternatives: readonly Readonly<Record<string, readonly string[]>>[]): string {
  const texts = alternatives.map((schemes) =>
    Object.entries(schemes)
      .map(([scheme, scopes]) => [scheme, ...scopes].join(" "))
      .join(" and "),
  );
  return texts.join(" or ") || "none";
}

function tokenOf(document: OpenApiDocument, { security }: Operation): string {
  const schemes = document.components?.securitySchemes ?? {};
  const takesBearer = (name: string) => {
    const scheme = resolve<Record<string, unknown>>(document, schemes[name] ?? {});
    return ["oauth2", "openIdConnect"].includes(String(scheme.type)) || scheme.scheme === "bearer";
  };
  const isClosed = security.every((alternative) => Object.keys(alternative).some(takesBearer));
  return security.length > 0 && isClosed ? "bearer" : "none";
}

function factsOfSchema(
  document: OpenApiDocument,
  operation: string,
  subject: readonly string[],
  schema: object,
  required?: boolean,
  around: readonly object[] = [],
): Fact[] {
  const own = resolve(document, schema);
  const flat = flatSchema(document, schema);
  const { properties = {}, items } = flat;
  const facts = factsOfValue(operation, subject, {
    types: typesOf(flat),
    required,
    readOnly: flat.readOnly === true,
    closed: flat.additionalProperties === false || flat.unevaluatedProperties === false,
    values: "const" in flat ? [flat.const] : (flat.enum as unknown[] | undefined),
    limits: Object.fromEntries(limits.map((keyword) => [keyword, flat[keyword] as string | number | undefined])),
  });
  if (around.includes(own)) return facts; // the schema is inside itself
  const below = (name: string, child: object, isRequired?: boolean) =>
    factsOfSchema(document, operation, [...subject, name], child, isRequired, [...around, own]);
  return [
    ...facts,
    ...Object.entries(properties).flatMap(([name, child]) =>
      below(name, child, flat.required?.includes(name) ?? false),
    ),
    ...(items === undefined ? [] : below("[]", items as object)),
  ];
}

function typesOf({ type, properties, items }: FlatSchema): string[] {
  if (type !== undefined) return [type].flat() as string[];
  return properties ? ["object"] : items ? ["array"] : [];
}
