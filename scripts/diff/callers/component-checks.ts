import type { OpenApiDocument } from "@run-summary/openapi";
import { readNode } from "./read-node.ts";
import type { IsSame } from "./same-types.ts";
import { findSchemaUses } from "./schema-uses.ts";
import { checkMember, checkReceived, checkSent, member, quote, type TypeCheck } from "./type-checks.ts";

// The kinds of components that have types by their own names.
const kinds = ["schemas", "responses", "parameters", "requestBodies", "headers", "pathItems"];

/** Questions about the types that the packages export: whether they are still there, and whether schemas mean the same. */
export function createComponentChecks(old: OpenApiDocument, isSame: IsSame): TypeCheck[] {
  const components = readNode(old, old.components);
  const uses = findSchemaUses(old);
  const createMeaningChecks = (name: string) => {
    const type = (document: string) => member(`Parts<${document}.components["schemas"]>`, name);
    return [
      ...(uses.sent.has(name) ? checkSent(type("Old"), type("New")) : []),
      ...(uses.received.has(name) ? checkReceived(type("Received"), type("New")) : []),
    ];
  };
  return kinds.flatMap((kind) => {
    const names = Object.keys(readNode(old, components[kind])).filter((name) => !isSame("components", kind, name));
    return names.map((name) => ({
      part: { kind: "type", name },
      // The meaning of the others is that of the operations that refer to them.
      lines: [
        checkMember(`Parts<New.components[${quote(kind)}]>`, name),
        ...(kind === "schemas" ? createMeaningChecks(name) : []),
      ],
    }));
  });
}
