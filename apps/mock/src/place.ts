import { dirname, join } from "node:path";
import { readBundle } from "@run-summary/spec";

/** A value in a document, and where that is. */
interface Place {
  readonly file: string;
  /** The file's content. */
  readonly root: unknown;
  readonly keys: readonly string[];
  readonly value: unknown;
}

/**
 * Where something stands, as `file#pointer`, for the keys that lead to it from the document's root as if there were no
 * references, with a parameter's name for its index. What cannot be followed to its end is named as it was asked for.
 */
export function placeOf(spec: string | object, keys: readonly string[]): string {
  const file = typeof spec === "string" ? spec : "the document";
  const root = rootOf(file, typeof spec === "string" ? readBundle(file) : spec);
  const ofPath = keys.toSpliced(2, 1); // a parameter may be the path's, and not the method's
  const place = keys.reduce<Place | undefined>(below, root) ??
    ofPath.reduce<Place | undefined>(below, root) ?? { ...root, keys };
  return `${place.file}#${place.keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")}`;
}

function rootOf(file: string, root: unknown): Place {
  return { file, root, keys: [], value: root };
}

function below(place: Place | undefined, key: string): Place | undefined {
  const at = target(place);
  if (at === undefined) return undefined;
  const isNamed = (value: unknown) => Object(target({ ...at, value })?.value).name === key;
  const name = Array.isArray(at.value) && !(key in at.value) ? String(at.value.findIndex(isNamed)) : key;
  const value: unknown = Object(at.value)[name];
  return value === undefined ? undefined : { ...at, keys: [...at.keys, name], value };
}

/** The place that a place refers to, or itself. */
function target(place: Place | undefined): Place | undefined {
  const reference: unknown = Object(place?.value).$ref;
  if (place === undefined || typeof reference !== "string") return place;
  const [name = "", pointer = ""] = reference.split("#");
  const file = name === "" ? place.file : join(dirname(place.file), name);
  const keys = pointer.split("/").slice(1);
  return target(
    keys
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<Place | undefined>(below, rootOf(file, name === "" ? place.root : readBundle(file))),
  );
}
