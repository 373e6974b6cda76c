import { type OpenApiDocument, type Operation, resolveReference } from "@run-summary/openapi";

/** Where a request has credentials, and what stands before the token there. */
export interface Credential {
  readonly in: "header" | "query" | "cookie";
  /** A header's name is in lower case. */
  readonly name: string;
  readonly prefix: string;
}

/** What the cases send as a token. For the scheme `basic` it is the base64 of `a:b`. */
export const exampleToken = "YTpi";

const bearer: Credential = { in: "header", name: "authorization", prefix: "Bearer " };

interface SecurityScheme {
  readonly type: string;
  readonly scheme?: string;
  readonly in?: Credential["in"];
  readonly name?: string;
}

/**
 * The credentials of one of the alternatives of an operation's security: the first that takes a bearer token, or else the first.
 * A request has a token where the operation asks for none, too.
 */
export function chooseCredentials(document: OpenApiDocument, operation: Pick<Operation, "security">): Credential[] {
  const alternatives = operation.security.map((schemes) =>
    Object.keys(schemes).flatMap((name) => readCredential(document, name)),
  );
  return alternatives.find(isBearer) ?? alternatives[0] ?? [bearer];
}

/** Whether each alternative of an operation's security is a bearer token, and nothing else. */
export function takesBearerOnly(document: OpenApiDocument, { security }: Pick<Operation, "security">): boolean {
  return security.every((schemes) => isBearer(Object.keys(schemes).flatMap((name) => readCredential(document, name))));
}

/** Whether credentials are a bearer token. */
export function isBearer(credentials: readonly Credential[]): boolean {
  return credentials.length === 1 && credentials[0] === bearer;
}

function readCredential(document: OpenApiDocument, name: string): Credential[] {
  const scheme = resolveReference<object>(document, document.components?.securitySchemes?.[name] ?? {});
  const { type, scheme: httpScheme = "", in: place = "header", name: key = "" } = scheme as SecurityScheme;
  if (["oauth2", "openIdConnect"].includes(type) || httpScheme.toLowerCase() === "bearer") return [bearer];
  if (type === "http") return [{ ...bearer, prefix: `${httpScheme} ` }];
  return type === "apiKey" ? [{ in: place, name: place === "header" ? key.toLowerCase() : key, prefix: "" }] : [];
}
