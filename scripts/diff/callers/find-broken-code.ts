import type { OpenApiDocument } from "@run-summary/openapi";
import { generateTypes } from "../../generate/types.ts";
import type { BrokenCode } from "./broken-code.ts";
import { listCalledOperations } from "./called-operations.ts";
import { compileLines } from "./compile-lines.ts";
import { createComponentChecks } from "./component-checks.ts";
import { formatReason } from "./format-reason.ts";
import { declareHelperTypes, importHelperTypes } from "./helper-types.ts";
import { liftDefinitions } from "./lift-definitions.ts";
import { nameSchemas } from "./name-schemas.ts";
import { createOperationChecks, declareMethods } from "./operation-checks.ts";
import { compareTypes } from "./same-types.ts";

export type { BrokenCode } from "./broken-code.ts";

/**
 * Asks TypeScript which code of callers a new document breaks: code that is written with the types of the old document, and
 * the client's methods. Where a document has no types, nothing is known: then all code counts as broken.
 */
export async function findBrokenCode(documents: {
  base: OpenApiDocument;
  next: OpenApiDocument;
}): Promise<BrokenCode[]> {
  const types = await generateBoth(documents);
  if (typeof types === "string") return [{ part: { kind: "document" }, reason: types }];
  const operations = { old: listCalledOperations(documents.base), next: listCalledOperations(documents.next) };
  const isSame = compareTypes(types.old, types.next);
  const checks = [...createOperationChecks(operations, isSame), ...createComponentChecks(documents.base, isSame)];
  const modules = declareModules(types);
  const preamble = [
    ...Object.keys(modules).map((name) => `import type * as ${name} from "./${name}.js";`),
    declareMethods("OldMethods", operations.old),
    declareMethods("NewMethods", operations.next),
    importHelperTypes,
  ];
  const lines = checks.flatMap((check) => check.lines);
  const diagnostics = compileLines({ ...modules, Helpers: declareHelperTypes() }, [
    ...preamble,
    ...lines.map(({ code }) => code),
  ]);
  const reasons = new Map(
    lines.flatMap((line, index) => {
      const messages = diagnostics.get(preamble.length + index);
      return messages === undefined ? [] : [[line, formatReason(messages, line.source)]];
    }),
  );
  return checks.flatMap(({ lines, note, ...place }) => {
    const [reason] = lines.flatMap((line) => reasons.get(line) ?? []);
    return reason === undefined ? [] : [{ ...place, reason: note === undefined ? reason : `${reason} ${note}` }];
  });
}

/** The types of both documents; where one of them has none, what the generator says. */
async function generateBoth({ base, next }: { base: OpenApiDocument; next: OpenApiDocument }) {
  try {
    const [old, added] = [await generateTypes(liftDefinitions(base)), await generateTypes(liftDefinitions(next))];
    return { old: old["index.d.ts"] ?? "", next: added["index.d.ts"] ?? "" };
  } catch (error) {
    return (error as Error).message;
  }
}

function declareModules(types: { old: string; next: string }): Record<string, string> {
  const old = nameSchemas(types.old);
  return {
    Old: old,
    New: nameSchemas(types.next),
    // An object of which nothing is known is a `Record<string, never>`. In a response any object can take its place.
    Received: `${old}\ntype Record<Name extends string, _Value> = { [N in Name]: unknown };`,
  };
}
