import { compareValues } from "./compare-values.ts";
import type { EntityType } from "./entity-type.ts";
import type { Entity } from "./examples.ts";

/** How the value of a property follows from the items of a list, as the document's `x-derived-from` says. */
export interface Derivation {
  readonly property: string;
  /** The name of the list below the item that the entity is, or belongs to. */
  readonly list: string;
  /** The values that the items have that are counted. */
  readonly count?: Entity;
  /** The property whose latest value it is. */
  readonly latest?: string;
}

/** The properties of an entity that follow from lists. */
export function listDerivations({ properties }: EntityType): Derivation[] {
  return [...properties].flatMap(([property, schemas]) => {
    const found = schemas.find((schema) => "x-derived-from" in schema) as { "x-derived-from": unknown } | undefined;
    const derivation = found?.["x-derived-from"];
    return isDerivation(derivation) ? [{ ...derivation, property }] : [];
  });
}

function isDerivation(value: unknown): value is Omit<Derivation, "property"> {
  const { list, count, latest } = (value ?? {}) as Partial<Record<keyof Derivation, unknown>>;
  return typeof list === "string" && (typeof latest === "string" || (typeof count === "object" && count !== null));
}

/** The value that follows from the items of the list; `null` where it is the latest of none. */
export function deriveValue({ count, latest }: Derivation, items: Iterable<Entity>): unknown {
  const all = [...items];
  if (latest === undefined) {
    const conditions = Object.entries(count ?? {});
    return all.filter((item) => conditions.every(([name, value]) => item[name] === value)).length;
  }
  const values = all.map((item) => item[latest]).filter((value) => typeof value === "string");
  return values.reduce<string | null>(
    (last, value) => (last === null || compareValues(value, last) > 0 ? value : last),
    null,
  );
}
