import { httpMethods, type OpenApiDocument, resolveReference } from "@run-summary/openapi";

type Requirements = Record<string, readonly string[]>[];

/** Names the alternative without credentials in a document. Redoc leaves it out, so that credentials seem to be required. */
export function showOptionalSecurity(document: OpenApiDocument): void {
  const { securitySchemes = {} } = document.components ?? {};
  let name = "none";
  while (name in securitySchemes) name += "_";
  const pathItems = Object.values(document.paths ?? {}).map((item) => resolveReference(document, item));
  const described = [document, ...pathItems.flatMap((item) => httpMethods.map((method) => item[method]))];
  let isUsed = false;
  for (const part of described as ({ security?: Requirements } | undefined)[]) {
    const { security = [] } = part ?? {};
    for (const [index, schemes] of security.entries()) {
      if (Object.keys(schemes).length > 0) continue;
      security[index] = { [name]: [] };
      isUsed = true;
    }
  }
  if (!isUsed) return;
  const scheme = { type: "none", description: "A request without credentials." };
  Object.assign(document, {
    components: { ...document.components, securitySchemes: { ...securitySchemes, [name]: scheme } },
  });
}
