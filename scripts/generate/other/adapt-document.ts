import { getBodyKind, listOperations, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import { isHttpScheme, listSecuritySchemes, listServers, readAuthorization } from "../servers.ts";
import { nameOperations } from "./name-operations.ts";
import { upgradeSchemas } from "./upgrade-schemas.ts";

/** Another document in the form that the generator reads. */
export interface AdaptedDocument {
  readonly document: OpenApiDocument;
  /** What its users have to know, a line each: what the client does otherwise, or not at all. */
  readonly remarks: readonly string[];
}

/**
 * Adapts a document that the lint of the spec would refuse: OpenAPI 3.0 becomes 3.1, each operation has a name, and each body
 * one media type.
 *
 * @throws {Error} where the document is of another version, or none.
 */
export function adaptDocument(original: OpenApiDocument | null): AdaptedDocument {
  if (!String(original?.openapi).startsWith("3.") || original === null)
    throw new Error("It is not an OpenAPI 3 document.");
  const upgraded = original.openapi.startsWith("3.0") ? { ...upgradeSchemas(original), openapi: "3.1.0" } : original;
  const { document, remarks } = nameOperations(referToMappedSchemas(selectMediaTypes(upgraded)));
  const operations = listOperations(document);
  return {
    document,
    remarks: [
      ...remarks,
      ...describeServers(document),
      ...describeSecurity(document),
      ...operations.flatMap(describeGaps),
    ],
  };
}

/** The document with one media type in each body: the first that is JSON, or else the first. */
function selectMediaTypes(document: OpenApiDocument): OpenApiDocument {
  return JSON.parse(JSON.stringify(document), (key, value) => (key === "content" ? selectMediaType(value) : value));
}

/** The document whose discriminators name schemas by references. OpenAPI takes the names of components, too. */
function referToMappedSchemas(document: OpenApiDocument): OpenApiDocument {
  const names = new Set(Object.keys(document.components?.schemas ?? {}));
  const refer = (name: unknown) => (names.has(String(name)) ? `#/components/schemas/${name}` : name);
  return JSON.parse(JSON.stringify(document), (key, value) => {
    if (key !== "discriminator" || typeof value?.mapping !== "object") return value;
    const mapping = Object.entries(value.mapping).map(([constant, name]) => [constant, refer(name)]);
    return { ...value, mapping: Object.fromEntries(mapping) };
  });
}

function selectMediaType(content: unknown): unknown {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return content;
  const names = Object.keys(content);
  if (names.some((name) => !name.includes("/"))) return content; // a property of that name
  const name = names.find((candidate) => getBodyKind(candidate) === "json") ?? names[0];
  if (name === undefined) return content;
  // Many generators of documents write `*/*` for JSON.
  const written = ["*/*", "application/*"].includes(name) ? "application/json" : name;
  return { [written]: (content as Record<string, unknown>)[name] };
}

function describeServers(document: OpenApiDocument): string[] {
  const servers = listServers(document);
  if (servers.length === 0) return ["No server has an absolute address: give the client the option baseUrl."];
  return servers
    .filter(({ url }) => url.startsWith("http:"))
    .map(({ url }) => `The client sends no token to ${url}, which is not https: give it the option baseUrl.`);
}

function describeSecurity(document: OpenApiDocument): string[] {
  const { header, prefix } = readAuthorization(document);
  const others = listSecuritySchemes(document).filter((scheme) => {
    if (prefix === "") return scheme.in !== "header" || scheme.name !== header;
    return !isHttpScheme(scheme, prefix === "Basic " ? "basic" : "bearer");
  });
  return [
    ...(prefix === "Basic " ? ["The client's token is the base64 of user:password, for the scheme basic."] : []),
    ...(prefix === "" ? [`The client sends its token as it is in the header ${header}.`] : []),
    ...others.map(({ id }) => `The client does not send the security scheme ${id}: add it by the option fetch.`),
  ];
}

/** What the client does not do of an operation. */
function describeGaps({ method, path, parameters }: Operation): string[] {
  return parameters
    .filter(({ in: place, style }) => place === "cookie" || ["pipeDelimited", "spaceDelimited"].includes(style))
    .map(({ name, in: place, style }) =>
      place === "cookie"
        ? `${method.toUpperCase()} ${path}: the client does not send the cookie ${name}.`
        : `${method.toUpperCase()} ${path}: the client writes ${name} in the style form, not ${style}.`,
    );
}
