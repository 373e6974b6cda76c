import { isRef, type Location, type UserContext } from "@redocly/openapi-core";

/** A schema and where it is written. */
export interface LocatedSchema {
  readonly schema: unknown;
  readonly location: Location;
}

/** A schema whose own reference is resolved. */
export interface Part extends LocatedSchema {
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface Visitor {
  /**
   * Called for each schema with its parts: those of its `allOf`, and last the schema itself. The path is a JSON pointer to
   * the value that the schema describes.
   */
  readonly schema?: (parts: readonly Part[], path: string) => void;
  /**
   * Called where a schema contains itself: as the schema of a value inside its value, or, where `isSameValue`, as a part of its
   * own `allOf`, `anyOf` or `oneOf`.
   */
  readonly cycle?: (cycle: LocatedSchema, path: string, isSameValue: boolean) => void;
}

/** Visits a schema and the schemas inside it, through the keywords that the client supports. */
export function walkSchema(start: LocatedSchema, resolve: UserContext["resolve"], visitor: Visitor): void {
  const walk = (current: LocatedSchema, path: string, above: readonly Ancestor[], isPart = false): Part[] => {
    const own = followReference(current, resolve);
    if (!isSchemaObject(own)) return [];
    const { schema, location } = own;
    const ancestor = above.find((one) => one.schema === schema);
    if (ancestor !== undefined) {
      visitor.cycle?.(current, path, ancestor.path === path);
      return [];
    }
    const inside = [...above, { schema, path }];
    const walkChild = (child: unknown, keys: (string | number)[], childPath: string) =>
      walk({ schema: child, location: location.child(keys) }, childPath, inside);
    const allOf = (schema.allOf ?? []) as unknown[];
    const parts = allOf.flatMap((part, index) =>
      walk({ schema: part, location: location.child(["allOf", index]) }, path, inside, true),
    );
    if (!isPart) visitor.schema?.([...parts, own], path);
    for (const { keyword, index, branch } of listBranches(schema)) walkChild(branch, [keyword, index], path);
    for (const [name, property] of Object.entries(schema.properties ?? {}))
      walkChild(property, ["properties", name], `${path}/${name}`);
    for (const keyword of ["items", "additionalProperties", "unevaluatedProperties"])
      walkChild(schema[keyword], [keyword], `${path}/${keyword}`);
    return [...parts, own];
  };
  walk(start, "", []);
}

/** A schema that contains the one that is walked, and the path of its value. */
interface Ancestor {
  readonly schema: object;
  readonly path: string;
}

/** The branches of a schema's `oneOf` and `anyOf`. */
export function listBranches(schema: object): { keyword: "oneOf" | "anyOf"; index: number; branch: unknown }[] {
  return (["oneOf", "anyOf"] as const).flatMap((keyword) => {
    const branches = (schema as Partial<Record<typeof keyword, unknown>>)[keyword];
    return Array.isArray(branches) ? branches.map((branch, index) => ({ keyword, index, branch })) : [];
  });
}

function followReference(current: LocatedSchema, resolve: UserContext["resolve"]): LocatedSchema | undefined {
  if (!isRef(current.schema)) return current;
  const { node, location } = resolve<object>(current.schema, current.location.source.absoluteRef);
  return location && { schema: node, location };
}

function isSchemaObject(located: LocatedSchema | undefined): located is Part {
  return typeof located?.schema === "object" && located.schema !== null && !Array.isArray(located.schema);
}
