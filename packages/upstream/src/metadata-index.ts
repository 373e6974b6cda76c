import { UpstreamError } from "./upstream-error.ts";
import { findElements, type XmlElement } from "./xml.ts";

/** Where the parts of metadata stand in its text. Names are full names: `microsoft.graph.entity`, not `graph.entity`. */
export interface MetadataIndex {
  readonly text: string;
  readonly schemas: readonly XmlElement[];
  readonly types: ReadonlyMap<string, XmlElement>;
  /** The bound actions and functions, by their name without the namespace. */
  readonly operations: ReadonlyMap<string, readonly XmlElement[]>;
  /** The entity sets and singletons, by their name. */
  readonly roots: ReadonlyMap<string, XmlElement>;
  /** The annotations that stand outside of what they annotate, by their target: `microsoft.graph.entity/id`. */
  readonly annotations: ReadonlyMap<string, readonly XmlElement[]>;
  /** The full name for one that begins with the alias of a namespace. */
  resolveName(name: string): string;
}

/** The elements of a schema that are read. */
export const schemaChildren = [
  "EntityType",
  "ComplexType",
  "EnumType",
  "Action",
  "Function",
  "EntityContainer",
  "Annotations",
] as const;

/**
 * Finds the parts of metadata in its text, in linear time and without parsing them.
 *
 * @throws {UpstreamError} where the text is no metadata.
 */
export function indexMetadata(text: string): MetadataIndex {
  const isMetadata = /<(?:\w+:)?Edmx\s/.test(text.slice(0, 5000));
  const schemas = isMetadata ? findElements(text, ["Schema"]) : [];
  if (schemas.length === 0) {
    const [line = ""] = text.trim().split("\n", 1);
    throw new UpstreamError(
      `It is no OData metadata: it begins with "${line.slice(0, 60)}", not with an <Edmx> that holds a <Schema>.`,
    );
  }
  const namespaces = new Map(
    [...schemas, ...findElements(text, ["Include"], 0, schemas[0]?.start)].map(({ attributes }) => [
      attributes.Alias,
      attributes.Namespace,
    ]),
  );
  const resolveName = (name: string) => {
    const at = name.lastIndexOf(".");
    return at === -1 ? name : (namespaces.get(name.slice(0, at)) ?? name.slice(0, at)) + name.slice(at);
  };
  const elements = schemas.flatMap((schema) => {
    const inner = findElements(text, schemaChildren, schema.contentStart, schema.end);
    return inner.map((element) => ({ element, name: `${schema.attributes.Namespace}.${element.attributes.Name}` }));
  });
  const select = (kinds: readonly string[]) => elements.filter(({ element }) => kinds.includes(element.kind));
  const containers = select(["EntityContainer"]).map(({ element }) => element);
  const roots = containers.flatMap(({ contentStart, end }) =>
    findElements(text, ["EntitySet", "Singleton"], contentStart, end),
  );
  const list = (kinds: readonly string[]) => select(kinds).map(({ element }) => element);
  return {
    text,
    schemas,
    types: new Map(select(["EntityType", "ComplexType", "EnumType"]).map(({ name, element }) => [name, element])),
    operations: Map.groupBy(
      list(["Action", "Function"]).filter(({ attributes }) => attributes.IsBound === "true"),
      ({ attributes }) => attributes.Name ?? "",
    ),
    roots: new Map(roots.map((root) => [root.attributes.Name ?? "", root])),
    annotations: Map.groupBy(list(["Annotations"]), ({ attributes }) =>
      resolveTarget(attributes.Target ?? "", resolveName),
    ),
    resolveName,
  };
}

/** The full name of what annotations are about. */
export function resolveTarget(target: string, resolveName: (name: string) => string): string {
  const [type = "", ...members] = target.split("/");
  return [resolveName(type), ...members].join("/");
}
