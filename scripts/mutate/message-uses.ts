import { getReference, getValue, type Keys, type OpenApiDocument, parsePointer } from "@run-summary/openapi";
import { formatPathPattern } from "../diff/compare/path-pattern.ts";

/** The messages that contain a part of the document. */
export type MessageUse = "request" | "response";

/** Returns a function that lists, for the keys of a part, the messages that contain it; none for a part outside of messages. */
export function listMessageUses(document: OpenApiDocument): (keys: Keys) => MessageUse[] {
  // By the pointer of a component, such as `components/schemas/RunSummary`.
  const uses = new Map<string, Set<MessageUse>>();

  const visit = (node: unknown, keys: Keys, use: MessageUse): void => {
    if (typeof node !== "object" || node === null) return;
    const reference = getReference(node);
    if (reference !== undefined) visitComponent(parsePointer(reference), use);
    for (const [key, part] of Object.entries(node)) visit(part, [...keys, key], use);
  };
  const visitComponent = (keys: Keys, use: MessageUse): void => {
    const name = keys.slice(0, 3).join("/");
    const known = uses.get(name) ?? new Set();
    if (known.has(use)) return;
    uses.set(name, known.add(use));
    visit(getValue(document, keys), keys, use);
  };

  const visitPaths = (node: unknown, keys: Keys): void => {
    if (typeof node !== "object" || node === null) return;
    const use = getPathUse(keys);
    if (use !== undefined) visit(node, keys, use);
    else for (const [key, part] of Object.entries(node)) visitPaths(part, [...keys, key]);
  };
  visitPaths(document.paths, ["paths"]);

  return (keys) => {
    const own = getPathUse(keys);
    return own === undefined ? [...(uses.get(keys.slice(0, 3).join("/")) ?? [])].sort() : [own];
  };
}

function getPathUse(keys: Keys): MessageUse | undefined {
  const pattern = formatPathPattern(keys.map(String));
  if (/^paths\/_\/\w+\/responses/.test(pattern)) return "response";
  return /^paths\/_\/(\w+\/)?(parameters|requestBody)/.test(pattern) ? "request" : undefined;
}
