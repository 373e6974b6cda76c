import { type OpenApiDocument, resolveReference } from "@run-summary/openapi";

/** An address of the API. */
export interface Server {
  /** The name that the client's option `cloud` takes. */
  readonly cloud: string;
  readonly url: string;
}

/** The header that has the token, and what stands before the token in it. */
export interface Authorization {
  readonly header: string;
  readonly prefix: string;
}

/** The servers that have an absolute address. Each variable of an address has its default. */
export function listServers({ servers = [] }: OpenApiDocument): Server[] {
  return servers.flatMap((server, index) => {
    const { "x-cloud": cloud = `server${index + 1}` } = server as { "x-cloud"?: string };
    const url = server.url.replace(/\{([^{}]+)\}/g, (_, name: string) => `${server.variables?.[name]?.default ?? ""}`);
    return URL.canParse(url) ? [{ cloud, url }] : [];
  });
}

/** What matters of a security scheme here. */
export interface SecurityScheme {
  /** The scheme's name in the document. */
  readonly id: string;
  readonly type: string;
  /** Of `http`: the scheme in the header `Authorization`, such as `basic`. */
  readonly scheme?: string;
  /** Of `apiKey`: where the key is, and under which name. */
  readonly in?: string;
  readonly name?: string;
}

export function listSecuritySchemes(document: OpenApiDocument): SecurityScheme[] {
  return Object.entries(document.components?.securitySchemes ?? {}).map(([id, scheme]) => {
    const resolved = resolveReference<object>(document, scheme) as Omit<SecurityScheme, "id">;
    return { ...resolved, id };
  });
}

/** Whether a request whose header `Authorization` begins with a scheme, such as `Basic`, satisfies the security scheme. */
export function isHttpScheme({ type, scheme = "" }: SecurityScheme, name: "basic" | "bearer"): boolean {
  const takesBearer = type === "oauth2" || type === "openIdConnect";
  return type === "http" ? scheme.toLowerCase() === name : takesBearer && name === "bearer";
}

/**
 * How the token is written: as a bearer token where a security scheme of the document takes one, or else as its scheme `basic`
 * or the header of an API key has it.
 */
export function readAuthorization(document: OpenApiDocument): Authorization {
  const schemes = listSecuritySchemes(document);
  const takes = (name: "basic" | "bearer") => schemes.some((scheme) => isHttpScheme(scheme, name));
  const key = schemes.find((scheme) => scheme.type === "apiKey" && scheme.in === "header");
  if (!takes("bearer") && takes("basic")) return { header: "Authorization", prefix: "Basic " };
  if (!takes("bearer") && key?.name !== undefined) return { header: key.name, prefix: "" };
  return { header: "Authorization", prefix: "Bearer " };
}
