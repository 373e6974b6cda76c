import type { OpenApiDocument } from "@run-summary/openapi";
import { askMember, askReceived, askSent, member, type Question } from "./questions.ts";
import { readNode } from "./read-node.ts";
import { findSchemaUses } from "./schema-uses.ts";

// The kinds of components that the types have a name for.
const kinds = ["schemas", "responses", "parameters", "requestBodies", "headers", "pathItems"];

/** Questions about the types that the packages export: whether they are still there, and whether schemas mean the same. */
export function askOfTypes(old: OpenApiDocument): Question[] {
  const components = readNode(old, old.components);
  const uses = findSchemaUses(old);
  return kinds.flatMap((kind) =>
    Object.keys(readNode(old, components[kind])).map((name): Question => {
      const type = (document: string) => member(`Parts<${document}.components[${JSON.stringify(kind)}]>`, name);
      const isSchema = kind === "schemas";
      return {
        part: { kind: "type", name },
        lines: [
          askMember(`Parts<New.components[${JSON.stringify(kind)}]>`, name),
          ...(isSchema && uses.sent.has(name) ? askSent(type("Old"), type("New")) : []),
          ...(isSchema && uses.received.has(name) ? askReceived(type("Received"), type("New")) : []),
        ],
      };
    }),
  );
}
