import { isRef, type Location, type UserContext } from "@redocly/openapi-core";

/** A schema where it stands. */
export interface Place {
  readonly schema: unknown;
  readonly location: Location;
}

/** A schema without a reference of its own. */
export interface Part extends Place {
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface Visitor {
  /** Called with the parts of each schema: what its `allOf` names, and last the schema itself. The path is that of the value. */
  readonly schema: (parts: readonly Part[], path: string) => void;
  /** Called where a schema is inside itself: as a part of itself, or else as that of a value in its value. */
  readonly cycle: (place: Place, path: string, isPart: boolean) => void;
}

/** Visits a schema and those inside it, as far as keywords lead to them that the client knows. */
export function walkSchema(start: Place, resolve: UserContext["resolve"], visitor: Visitor): void {
  const follow = (place: Place): Place | undefined => {
    if (!isRef(place.schema)) return place;
    const { node, location } = resolve<object>(place.schema, place.location.source.absoluteRef);
    return location && { schema: node, location };
  };

  const walk = (place: Place, path: string, above: readonly unknown[], isPart = false): Part[] => {
    const own = follow(place);
    if (!isPartOf(own)) return [];
    const { schema, location } = own;
    if (above.includes(schema)) {
      visitor.cycle(place, path, isPart);
      return [];
    }
    const inside = [...above, schema];
    const below = (child: unknown, keys: (string | number)[], name: string) =>
      walk({ schema: child, location: location.child(keys) }, `${path}/${name}`, inside);
    const allOf = (schema.allOf ?? []) as unknown[];
    const parts = allOf.flatMap((part, index) =>
      walk({ schema: part, location: location.child(["allOf", index]) }, path, inside, true),
    );
    if (!isPart) visitor.schema([...parts, own], path);
    for (const [name, property] of Object.entries(schema.properties ?? {})) below(property, ["properties", name], name);
    for (const keyword of ["items", "additionalProperties", "unevaluatedProperties"])
      below(schema[keyword], [keyword], keyword);
    return [...parts, own];
  };
  walk(start, "", []);
}

function isPartOf(place: Place | undefined): place is Part {
  return typeof place?.schema === "object" && place.schema !== null && !Array.isArray(place.schema);
}
