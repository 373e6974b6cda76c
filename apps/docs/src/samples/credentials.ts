import { type OpenApiDocument, type Operation, resolveReference } from "@run-summary/openapi";

/** A secret that a request carries. */
export interface Credential {
  readonly kind: "bearer" | "basic" | "apiKey";
  readonly in: "header" | "query";
  /** The name of the header or of the query parameter. */
  readonly name: string;
  /** What stands before the secret. */
  readonly prefix: string;
  /** The environment variable from which the samples read the secret. That of `basic` is `user:password` in Base64. */
  readonly variable: string;
}

/** What the operation's first security requirement needs; none where a request without credentials is accepted. */
export function listCredentials(document: OpenApiDocument, { security }: Pick<Operation, "security">): Credential[] {
  const [first = {}] = security;
  if (security.some((schemes) => Object.keys(schemes).length === 0)) return [];
  return Object.keys(first).flatMap((name) => {
    const scheme = document.components?.securitySchemes?.[name];
    return scheme === undefined ? [] : [readCredential(resolveReference(document, scheme))];
  });
}

/** What a scheme of the document says about the request. */
export interface SecurityScheme {
  readonly type: string;
  readonly in?: string;
  readonly name?: string;
  readonly scheme?: string;
}

/** The secret that a request of the scheme carries. */
export function readCredential(scheme: SecurityScheme): Credential {
  if (scheme.type === "apiKey") {
    const { in: place, name = "" } = scheme;
    const key = { kind: "apiKey", variable: "API_KEY" } as const;
    if (place === "query") return { ...key, in: "query", name, prefix: "" };
    return place === "cookie"
      ? { ...key, in: "header", name: "Cookie", prefix: `${name}=` }
      : { ...key, in: "header", name, prefix: "" };
  }
  const authorization = { in: "header", name: "Authorization" } as const;
  return scheme.type === "http" && scheme.scheme?.toLowerCase() === "basic"
    ? { ...authorization, kind: "basic", prefix: "Basic ", variable: "BASIC_CREDENTIALS" }
    : { ...authorization, kind: "bearer", prefix: "Bearer ", variable: "TOKEN" };
}
