import { isDeepStrictEqual } from "node:util";
import type { OpenApiDocument } from "@run-summary/openapi";
import { createAjv } from "@run-summary/openapi/validation";
import { createSameTest } from "../references.ts";
import { compareConstraints } from "./compare-constraints.ts";
import { getProperty, readConstraints, types } from "./constraints.ts";
import type { Exclusion, Receiver } from "./exclusion.ts";
import { createNodeReader, type Node } from "./schema-nodes.ts";

/** A schema and the document that holds what it refers to. */
export interface Side {
  readonly document: OpenApiDocument;
  readonly schema: unknown;
}

/**
 * Finds the values of one schema that another one does not permit: what a service no longer takes, or what a caller does not
 * expect. A property that a schema does not name is not sent, unless `additionalProperties` describes it. A caller ignores
 * properties that it does not know.
 *
 * @param inner the schema that the values have
 * @param outer the schema that the receiver knows
 */
export function findExclusions(inner: Side, outer: Side, receiver: Receiver): Exclusion[] {
  const innerReader = createNodeReader(inner.document);
  const outerReader = createNodeReader(outer.document);
  const isSame = createSameTest({ base: inner.document, next: outer.document });
  const ids = new Map<Node, number>();
  const known = new Map<string, readonly Exclusion[]>();

  const getId = (node: Node): number => {
    const id = ids.get(node) ?? ids.size;
    ids.set(node, id);
    return id;
  };

  // The same schemas in another order are the same: there are only so many.
  const formatKey = (nodes: readonly Node[]): string => [...new Set(nodes.map(getId))].sort().join("&");

  // The siblings are the other branches of a union that the inner schema is a branch of.
  const compare = (
    innerNodes: readonly Node[],
    outerNodes: readonly Node[],
    siblings: readonly unknown[] = [],
  ): readonly Exclusion[] => {
    const key = [innerNodes, outerNodes].map(formatKey).join(" ");
    const result = known.get(key);
    if (result !== undefined) return result;
    known.set(key, []); // a schema that contains itself: what is true of it elsewhere is true here
    const exclusions = compareNodes(innerNodes, outerNodes, siblings);
    known.set(key, exclusions);
    return exclusions;
  };

  const compareNodes = (
    innerNodes: readonly Node[],
    outerNodes: readonly Node[],
    siblings: readonly unknown[],
  ): readonly Exclusion[] => {
    const outerUnion = outerReader.findUnion(outerNodes);
    const innerUnion = innerReader.findUnion(innerNodes);
    if (innerUnion !== undefined) {
      const { keyword, branches, rest } = innerUnion;
      const own = branches.map(({ schema }) => schema);
      // What is wrong with all branches alike is not the matter of a branch.
      const common = outerUnion === undefined ? compare(rest, outerNodes) : [];
      const exclusions = branches.flatMap((branch, index) =>
        compare(branch.nodes, outerNodes, own).map((exclusion) =>
          isListed(common, exclusion)
            ? exclusion
            : { ...exclusion, innerKeys: [keyword, String(index), ...exclusion.innerKeys] },
        ),
      );
      return removeEqual(exclusions);
    }
    if (outerUnion === undefined) return compareConstraintsOf(innerNodes, outerNodes);
    const { keyword, branches } = outerUnion;
    const byBranch = branches.map(({ nodes }, index) =>
      compare(innerNodes, nodes).map(
        (exclusion): Exclusion => ({ ...exclusion, outerKeys: [keyword, String(index), ...exclusion.outerKeys] }),
      ),
    );
    const matching = byBranch.findIndex(({ length }) => length === 0);
    if (matching !== -1) {
      if (keyword === "anyOf") return [];
      const others = branches.filter(
        ({ schema }, index) => index !== matching && !siblings.some((sibling) => isDeepStrictEqual(sibling, schema)),
      );
      const shared = others.find(({ schema }) => !areDisjoint(innerNodes, outerReader.listNodes(schema)));
      if (shared === undefined) return [];
      const values = "values of which more than one branch may be true";
      return [{ innerKeys: [], outerKeys: [], reasons: [[keyword]], values, isCertain: false }];
    }
    const parts = splitTypes(innerNodes);
    if (parts.length > 1) return removeEqual(parts.flatMap((part) => compare(part, outerNodes)));
    const [closest = []] = byBranch.toSorted((one, other) => measureDistance(one) - measureDistance(other));
    if (measureDistance(closest) < unrelated) return closest;
    return [
      {
        innerKeys: [],
        outerKeys: [keyword, "-"], // no branch is closer than another one
        reasons: [[keyword], ...closest.filter(isUnrelated).flatMap(listReasonsFromOutside), []],
        values: "a value of another form",
        isCertain: true,
      },
    ];
  };

  /** Whether surely no value satisfies both: its type, its values, or those of a property that it has tell. */
  const areDisjoint = (one: readonly Node[], other: readonly Node[], depth = 0): boolean => {
    const [a, b] = [readConstraints(one), readConstraints(other)];
    if (![...a.types].some((type) => b.types.has(type))) return true;
    const [values, test] = a.values
      ? [a.values, createTest(outer.document, other, true)]
      : [b.values, createTest(inner.document, one, true)];
    if (values !== undefined) return !values.some(test);
    if (depth > 3 || ![...a.types].every((type) => type === "object" || !b.types.has(type))) return false;
    return [...new Set([...a.required, ...b.required])].some((name) => {
      const [inOne, inOther] = [a.properties.get(name), b.properties.get(name)];
      if (inOne === undefined || inOther === undefined) {
        return getProperty(a, name) === undefined || getProperty(b, name) === undefined;
      }
      return areDisjoint(inOne.flatMap(innerReader.listNodes), inOther.flatMap(outerReader.listNodes), depth + 1);
    });
  };

  const compareConstraintsOf = (innerNodes: readonly Node[], outerNodes: readonly Node[]): readonly Exclusion[] =>
    compareConstraints(readConstraints(innerNodes), readConstraints(outerNodes), {
      receiver,
      compare: (one, other) => compare(one.flatMap(innerReader.listNodes), other.flatMap(outerReader.listNodes)),
      readInner: (schemas) => readConstraints(schemas.flatMap(innerReader.listNodes)),
      isDropped: (side, schemas) => {
        const keyword = receiver === "service" ? "readOnly" : "writeOnly";
        const reader = side === "inner" ? innerReader : outerReader;
        return schemas.flatMap(reader.listNodes).some((node) => node[keyword] === true);
      },
      isSame,
      test: {
        inner: createTest(inner.document, innerNodes, true),
        outer: createTest(outer.document, outerNodes, false),
      },
    });

  return [...compare(innerReader.listNodes(inner.schema), outerReader.listNodes(outer.schema))];
}

/** A function that says whether the schemas permit a value; `unknown` where they are no JSON Schema. */
function createTest(
  { components }: OpenApiDocument,
  nodes: readonly Node[],
  unknown: boolean,
): (value: unknown) => boolean {
  let validate: ((value: unknown) => boolean) | undefined;
  return (value) => {
    validate ??= compileTest({ components, allOf: nodes }, unknown);
    return validate(value);
  };
}

const ajv = createAjv("2020-12", { validateSchema: false }); // the meta-schema takes longer than the schema

function compileTest(schema: object, unknown: boolean): (value: unknown) => boolean {
  try {
    return ajv.compile(schema);
  } catch {
    return () => unknown;
  }
}

// Where the type or a constant differs, the values are of another kind.
const unrelated = 1000;

function measureDistance(exclusions: readonly Exclusion[]): number {
  return exclusions.length + (exclusions.some(isUnrelated) ? unrelated : 0);
}

function isUnrelated({ innerKeys, reasons: [[keyword = ""] = []] }: Exclusion): boolean {
  return ["type", "enum"].includes(keyword) && innerKeys.length <= 2 && innerKeys[0] !== "items";
}

function listReasonsFromOutside({ innerKeys, reasons }: Exclusion): (readonly string[])[] {
  return reasons.map((reason) => [...innerKeys, ...reason]);
}

const typeNodes: readonly Node[] = types.map((type) => ({ type }));

/** The same schemas once for each value, or for each type, that they permit. */
function splitTypes(nodes: readonly Node[]): (readonly Node[])[] {
  const { types: permitted, values } = readConstraints(nodes);
  if (values !== undefined) return values.length === 1 ? [nodes] : values.map((value) => [...nodes, { const: value }]);
  const kinds = typeNodes.filter(
    ({ type }) => permitted.has(type as never) && !(type === "integer" && permitted.has("number")),
  );
  return kinds.length === 1 ? [nodes] : kinds.map((kind) => [...nodes, kind]);
}

function isListed(exclusions: readonly Exclusion[], exclusion: Exclusion): boolean {
  return exclusions.some((one) => isDeepStrictEqual(one, exclusion));
}

function removeEqual(exclusions: readonly Exclusion[]): Exclusion[] {
  return exclusions.filter((one, index) => !isListed(exclusions.slice(0, index), one));
}
