import { getReference, isAnnotation, isRecord, type OpenApiDocument } from "@run-summary/openapi";
import { findTarget } from "../references.ts";

/** Whether a keyword says nothing about the values, nor about who sends them. */
const isText = (keyword: string) => isAnnotation(keyword) && !["readOnly", "writeOnly"].includes(keyword);

/** A schema without a reference and `allOf` of its own. */
export type Node = Readonly<Record<string, unknown>>;

/** The key under which a node has the names of the properties that its `unevaluatedProperties` is not about. */
export const evaluated = "x-evaluated";

/** A list of schemas of which a value satisfies one. */
export interface Union {
  readonly keyword: "oneOf" | "anyOf";
  readonly branches: readonly {
    readonly schema: unknown;
    /** The branch and what stands beside the union. */
    readonly nodes: readonly Node[];
  }[];
  /** The schemas beside the union. */
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
  const unions = new Map<Node, Pick<Union, "keyword"> & { readonly rest: Node; readonly branches: readonly Node[] }>();

  // References to the same schema give the same nodes: otherwise there are as many as ways to it.
  const skipReferences = (schema: unknown, followed: readonly unknown[] = []): unknown => {
    if (!isRecord(schema) || followed.includes(schema)) return schema;
    const [keyword, ...others] = Object.keys(schema).filter((key) => !isText(key));
    if (others.length > 0) return schema;
    const reference = getReference(schema);
    const target = reference === undefined ? undefined : findTarget(document, reference);
    if (target !== undefined) return skipReferences(target, [...followed, schema]);
    const { allOf } = schema;
    const isOnlyMember = keyword === "allOf" && Array.isArray(allOf) && allOf.length === 1;
    return isOnlyMember ? skipReferences(allOf[0], [...followed, schema]) : schema;
  };

  const read = (referenced: unknown, passed: ReadonlySet<unknown>): readonly Node[] => {
    const schema = skipReferences(referenced);
    if (schema === false) return [nothing];
    // A schema that refers to itself adds nothing.
    if (!isRecord(schema) || passed.has(schema)) return [];
    const found = known.get(schema);
    if (found !== undefined) return found;
    const { allOf, $ref, ...others } = schema;
    const reference = getReference(schema);
    const target = reference === undefined ? undefined : findTarget(document, reference);
    // Of what a reference to nothing permits, nothing is known.
    const own = modernize(reference === undefined || target !== undefined ? others : { ...others, $ref });
    const parts = [target, ...(Array.isArray(allOf) ? allOf : [])];
    const inside = parts.flatMap((part) => read(part, new Set([...passed, schema])));
    const nodes = [own.unevaluatedProperties === undefined ? own : addEvaluated(own, [own, ...inside]), ...inside];
    if (passed.size === 0) known.set(schema, nodes);
    return nodes;
  };

  const readUnion = (node: Node) => {
    const found = unions.get(node);
    if (found !== undefined) return found;
    const keyword = (["oneOf", "anyOf"] as const).find((one) => Array.isArray(node[one]) && node[one].length > 0);
    if (keyword === undefined) return undefined;
    const { [keyword]: branches, ...rest } = node;
    const sees = (branch: unknown) =>
      rest.unevaluatedProperties === undefined ? rest : addEvaluated(rest, [rest, ...read(branch, new Set())]);
    const union = { keyword, rest, branches: (branches as readonly unknown[]).map(sees) };
    unions.set(node, union);
    return union;
  };

  const findUnion = (nodes: readonly Node[]): Union | undefined => {
    const node = nodes.find((one) => readUnion(one) !== undefined);
    const union = node && readUnion(node);
    if (union === undefined) return undefined;
    // A branch may hold the schema that it is a branch of: there the same branch is true.
    const replace = (all: readonly Node[], other: Node) => [...new Set(all.map((one) => (one === node ? other : one)))];
    const schemas = node?.[union.keyword] as readonly unknown[];
    return {
      keyword: union.keyword,
      rest: replace(nodes, union.rest),
      branches: schemas.map((schema, index) => ({
        schema,
        nodes: replace([...nodes, ...read(schema, new Set())], union.branches[index] ?? union.rest),
      })),
    };
  };

  return { listNodes: (schema) => [...new Set(read(schema, new Set()))], findUnion };
}

function addEvaluated(node: Node, nodes: readonly Node[]): Node {
  const names = nodes.flatMap((one) => [
    ...Object.keys(one.properties ?? {}),
    ...((one[evaluated] as readonly string[] | undefined) ?? []),
  ]);
  return { ...node, [evaluated]: names };
}

/** The schema of OpenAPI 3.0 as JSON Schema 2020-12 has it: with null among its types, and limits of their own. */
function modernize({ nullable, ...schema }: Node): Node {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...others } = schema;
  const modern: Record<string, unknown> = {
    ...others,
    type: nullable === true && type !== undefined ? [type, "null"].flat() : type,
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : { minimum, exclusiveMinimum }),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : { maximum, exclusiveMaximum }),
  };
  const isGiven = ([keyword, value]: [string, unknown]) =>
    value !== undefined && !(value === false && /^exclusiveM/.test(keyword));
  return Object.fromEntries(Object.entries(modern).filter(isGiven));
}

const nothing: Node = { enum: [] };
