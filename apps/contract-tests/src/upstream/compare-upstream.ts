import { listOperations, listRequiredClaims, type OpenApiDocument, type Operation } from "@run-summary/openapi";
import {
  findGrants,
  formatScopes,
  listMessages,
  listMethods,
  resolvePath,
  type Scheme,
  schemes,
  type Target,
  type Upstream,
} from "@run-summary/upstream";
import { listSpecFacts } from "../agreement/spec-facts.ts";
import { compareContent } from "./compare-content.ts";
import { indexSpecFacts, type SpecIndex } from "./spec-index.ts";
import { missing, type UpstreamFact } from "./upstream-fact.ts";

/** The facts of a document that Microsoft's published files know too: of its paths, permissions, bodies and successes. */
export function compareUpstream(document: OpenApiDocument, upstream: Upstream): UpstreamFact[] {
  const spec = indexSpecFacts(listSpecFacts(document));
  const operations = listOperations(document);
  const byPath = Map.groupBy(operations, ({ path }) => path);
  return [
    ...operations.flatMap((operation) => compareOperation(document, spec, upstream, operation)),
    ...[...byPath].flatMap(([path, known]) => listMissingMethods(upstream, path, known)),
  ];
}

function compareOperation(
  document: OpenApiDocument,
  spec: SpecIndex,
  upstream: Upstream,
  operation: Operation,
): UpstreamFact[] {
  const { path, method } = operation;
  const { target } = resolvePath(upstream.metadata, path);
  const methods = listTargetMethods(upstream, path, target);
  const isKnown = target.kind !== "unknown";
  const facts = [createFact(operation, "path", path, isKnown ? path : "unknown", ["paths", path])];
  if (isKnown || methods.length > 0) {
    const listed = methods.includes(method) ? method : methods.join(", ") || "none";
    facts.push(createFact(operation, "method", method, listed));
  }
  return [
    ...facts,
    ...(methods.includes(method) ? comparePermissions(document, upstream, operation) : []),
    ...compareMessages(spec, upstream, operation, target),
  ];
}

/** The methods that the permissions file has for a path. It may lack an action or a function, whose method the metadata tells. */
function listTargetMethods({ permissions }: Upstream, path: string, target: Target): string[] {
  const listed = listMethods(permissions, path);
  if (target.kind === "system") return listed.filter((method) => method === "get");
  if (target.kind !== "operation" || listed.length > 0) return listed;
  return [target.operation.isAction ? "post" : "get"];
}

function listMissingMethods(upstream: Upstream, path: string, known: readonly Operation[]): UpstreamFact[] {
  const { target } = resolvePath(upstream.metadata, path);
  return listTargetMethods(upstream, path, target)
    .filter((method) => !known.some((operation) => operation.method === method))
    .map((method) => ({
      ...createFact({ path, method, operationId: `${method} ${path}` }, "method", missing, method, ["paths", path]),
      name: `method ${method}`,
    }));
}

function comparePermissions(
  document: OpenApiDocument,
  { permissions }: Upstream,
  operation: Operation,
): UpstreamFact[] {
  const { path, method, announcedSecurity } = operation;
  const announced = listScopes(document, { security: announcedSecurity });
  const required = listScopes(document, operation);
  const notYet = new Set<string>();
  const facts = (Object.keys(schemes) as Scheme[]).flatMap((scheme) => {
    const { scopes, least } = findGrants(permissions, path, method, scheme);
    if (scopes.length === 0 && required[scheme].length === 0) return [];
    const isAnnounced = (scope: string) => announced[scheme].includes(scope) && !required[scheme].includes(scope);
    for (const scope of announced[scheme]) if (!scopes.includes(scope)) notYet.add(scope);
    const known = scopes.filter((scope) => !isAnnounced(scope));
    const [first = missing] = required[scheme];
    return [
      createFact(operation, scheme, listNames(required[scheme]), listNames(known)),
      ...(least.length === 0
        ? []
        : [createFact(operation, `least ${scheme}`, first, least.includes(first) ? first : listNames(least))]),
    ];
  });
  const all = [...new Set(Object.values(announced).flat())];
  if (all.length === 0) return facts;
  const listed = all.filter((scope) => !notYet.has(scope));
  return [...facts, createFact(operation, "announced", listNames(all), listNames(listed))];
}

function listNames(scopes: readonly string[]): string {
  return scopes.toSorted().join(", ") || "none";
}

function listScopes(document: OpenApiDocument, operation: Pick<Operation, "security">): Record<Scheme, string[]> {
  const claims = listRequiredClaims(document, operation);
  const format = (all: readonly (readonly string[])[]) =>
    all.filter((scopes) => scopes.length > 0).map((scopes) => formatScopes(scopes));
  return { delegated: format(claims.map(({ scp }) => scp)), application: format(claims.map(({ roles }) => roles)) };
}

function compareMessages(spec: SpecIndex, upstream: Upstream, operation: Operation, target: Target): UpstreamFact[] {
  const { operationId, path, method, requestBody, responses } = operation;
  const { request, response } = listMessages(method, target);
  const keys = ["paths", path, method];
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const parts = [
    { part: "body", content: requestBody?.content, holds: request, keys: [...keys, "requestBody"] },
    ...successes.map(([status, { content }]) => ({
      ...{ part: `response ${status}`, content, holds: response },
      keys: [...keys, "responses", status],
    })),
  ];
  const facts = parts.flatMap(({ part, content = {}, holds, keys: inner }) => {
    const mediaType = Object.keys(content).find((type) => type.includes("json"));
    if (mediaType === undefined || holds === undefined) return [];
    const schema = [...inner, "content", mediaType, "schema"];
    return compareContent({ spec, metadata: upstream.metadata, operation: operationId, keys: schema }, part, holds);
  });
  if (target.kind === "unknown" || target.kind === "system") return facts;
  const [known, published] = [requestBody, request].map((body) => (body === undefined ? missing : "object"));
  const body = createFact(operation, "type", known ?? missing, published ?? missing);
  return [{ ...body, subject: ["body"], name: "body" }, ...facts];
}

function createFact(
  { operationId: operation, path, method }: Named,
  attribute: string,
  spec: string,
  microsoft: string,
  keys: readonly string[] = ["paths", path, method],
): UpstreamFact {
  return { operation, subject: [], attribute, spec, microsoft, name: attribute, keys, names: [] };
}

interface Named {
  readonly operationId: string;
  readonly path: string;
  readonly method: string;
}
