import { getReference, type OpenApiDocument, resolveReference } from "@run-summary/openapi";
import { isRecord } from "../compare/differences.ts";

/** A schema without a reference and `allOf` of its own. */
export type Node = Readonly<Record<string, unknown>>;

/** A list of schemas of which a value satisfies one. */
export interface Union {
  readonly keyword: "oneOf" | "anyOf";
  readonly branches: readonly unknown[];
  /** The schemas beside it. */
  readonly rest: readonly Node[];
}

/** Reads the schemas of a document. The same schema always gives the same nodes. */
export interface NodeReader {
  /** The schemas that stand for one: it, what it refers to, and the members of its `allOf`. A value satisfies all of them. */
  readonly listNodes: (schema: unknown) => readonly Node[];
  /** The first union among nodes; `undefined` where there is none. */
  readonly findUnion: (nodes: readonly Node[]) => Union | undefined;
}

export function createNodeReader(document: OpenApiDocument): NodeReader {
  const known = new Map<unknown, readonly Node[]>();
  const stripped = new Map<Node, Node>();

  const read = (schema: unknown, passed: ReadonlySet<unknown>): readonly Node[] => {
    if (schema === false) return [nothing];
    // A schema that refers to itself adds nothing.
    if (!isRecord(schema) || passed.has(schema)) return [];
    const found = known.get(schema);
    if (found !== undefined) return found;
    const { $ref, allOf, ...node } = schema;
    const parts = Array.isArray(allOf) ? allOf : [];
    const inside = [...passed, schema];
    const nodes = [node, ...[findTarget(document, schema), ...parts].flatMap((part) => read(part, new Set(inside)))];
    if (passed.size === 0) known.set(schema, nodes);
    return nodes;
  };

  const findUnion = (nodes: readonly Node[]): Union | undefined => {
    for (const node of nodes) {
      for (const keyword of ["oneOf", "anyOf"] as const) {
        const branches = node[keyword];
        if (!Array.isArray(branches) || branches.length === 0) continue;
        const { [keyword]: _, ...others } = node;
        const rest = stripped.get(node) ?? others;
        stripped.set(node, rest);
        return { keyword, branches, rest: nodes.map((one) => (one === node ? rest : one)) };
      }
    }
    return undefined;
  };

  return { listNodes: (schema) => read(schema, new Set()), findUnion };
}

const nothing: Node = { enum: [] };

/** What a reference points to; `true`, which permits everything, where that is nothing. */
function findTarget(document: OpenApiDocument, schema: Node): unknown {
  const reference = getReference(schema);
  if (reference === undefined) return true;
  try {
    return resolveReference(document, { $ref: reference });
  } catch {
    return true;
  }
}
