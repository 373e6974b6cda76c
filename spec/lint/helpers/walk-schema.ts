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
  /** Called where a schema contains itself: as a part of its own `allOf`, or as the schema of a value inside its value. */
  readonly cycle?: (cycle: LocatedSchema, path: string, isPart: boolean) => void;
}

/** Visits a schema and the schemas inside it, through the keywords that the client supports. */
export function walkSchema(start: LocatedSchema, resolve: UserContext["resolve"], visitor: Visitor): void {
  const walk = (current: LocatedSchema, path: string, above: readonly unknown[], isPart = false): Part[] => {
    const own = followReference(current, resolve);
    if (!isSchemaObject(own)) return [];
    const { schema, location } = own;
    if (above.includes(schema)) {
      visitor.cycle?.(current, path, isPart);
      return [];
    }
    const inside = [...above, schema];
    const walkChild = (child: unknown, keys: (string | number)[], name: string) =>
      walk({ schema: child, location: location.child(keys) }, `${path}/${name}`, inside);
    const allOf = (schema.allOf ?? []) as unknown[];
    const parts = allOf.flatMap((part, index) =>
      walk({ schema: part, location: location.child(["allOf", index]) }, path, inside, true),
    );
    if (!isPart) visitor.schema?.([...parts, own], path);
    for (const [name, property] of Object.entries(schema.properties ?? {}))
      walkChild(property, ["properties", name], name);
    for (const keyword of ["items", "additionalProperties", "unevaluatedProperties"])
      walkChild(schema[keyword], [keyword], keyword);
    return [...parts, own];
  };
  walk(start, "", []);
}

function followReference(current: LocatedSchema, resolve: UserContext["resolve"]): LocatedSchema | undefined {
  if (!isRef(current.schema)) return current;
  const { node, location } = resolve<object>(current.schema, current.location.source.absoluteRef);
  return location && { schema: node, location };
}

function isSchemaObject(located: LocatedSchema | undefined): located is Part {
  return typeof located?.schema === "object" && located.schema !== null && !Array.isArray(located.schema);
}
