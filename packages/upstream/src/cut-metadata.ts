import { isTypeOf, listTypeChain, type Metadata } from "./metadata.ts";
import { schemaChildren } from "./metadata-index.ts";
import { resolvePath } from "./resolve-path.ts";
import { findElements, type XmlElement } from "./xml.ts";

/** What is kept of the metadata: of each type some members, or all. */
interface Selection {
  readonly roots: Set<string>;
  readonly types: Map<string, Set<string> | "all">;
  readonly operations: Set<string>;
}

/**
 * The text of the metadata with what it says about some paths: the types that the paths lead to, with the types of their
 * properties; of types on the way, the properties that the paths name.
 *
 * @param names full names of further types, such as those that are based on a type of a property
 */
export function cutMetadata(metadata: Metadata, paths: readonly string[], names: readonly string[]): string {
  const selection = select(metadata, paths, names);
  const { text, schemas } = metadata.index;
  const kept = schemas.flatMap((schema) => {
    const children = findElements(text, schemaChildren, schema.contentStart, schema.end);
    const texts = children.flatMap(
      (child) => cutElement(metadata, selection, schema.attributes.Namespace ?? "", child) ?? [],
    );
    const tag = text.slice(schema.start, schema.contentStart);
    return texts.length === 0 ? [] : [`    ${tag}`, ...texts.map((one) => `      ${one}`), "    </Schema>"];
  });
  const start = text.search(/<(\w+:)?Edmx\s/);
  const before = text.slice(start, schemas[0]?.start).trimEnd();
  return [before, ...kept, `  ${text.slice(schemas.at(-1)?.end).trim()}`, ""].join("\n");
}

function select(metadata: Metadata, paths: readonly string[], names: readonly string[]): Selection {
  const selection: Selection = { roots: new Set(), types: new Map(), operations: new Set() };
  for (const path of paths) {
    const { root, steps, target } = resolvePath(metadata, path);
    const start = metadata.findRoot(root);
    selection.roots.add(root);
    if (start !== undefined) selectMembers(metadata, selection, start.type, []);
    for (const { owner, property } of steps) selectMembers(metadata, selection, owner, [property.name]);
    if (target.kind === "resource") selectAll(metadata, selection, target.type);
    if (target.kind !== "operation") continue;
    const { name, parameters, returns } = target.operation;
    selection.operations.add(name);
    for (const { type } of [...parameters, ...(returns === undefined ? [] : [returns])])
      selectAll(metadata, selection, type);
  }
  for (const name of names) selectAll(metadata, selection, name);
  return selection;
}

function selectMembers(metadata: Metadata, { types }: Selection, type: string, members: readonly string[]): void {
  for (const { name, keys } of listTypeChain(metadata, type)) {
    const known = types.get(name);
    if (known !== "all") types.set(name, new Set([...(known ?? []), ...keys, ...members]));
  }
}

function selectAll(metadata: Metadata, selection: Selection, name: string): void {
  const type = metadata.findType(name);
  if (type === undefined || selection.types.get(name) === "all") return;
  selection.types.set(name, "all");
  if (type.kind === "enum") return;
  const inner = type.properties.filter(({ isNavigation }) => !isNavigation).map((property) => property.type);
  for (const other of [...inner, ...(type.baseType === undefined ? [] : [type.baseType])])
    selectAll(metadata, selection, other);
}

/** The text of what is kept of an element of a schema; `undefined` where nothing is. */
function cutElement(
  metadata: Metadata,
  { roots, types, operations }: Selection,
  namespace: string,
  element: XmlElement,
): string | undefined {
  const { text, resolveName } = metadata.index;
  const whole = text.slice(element.start, element.end);
  const { Name = "", Target = "" } = element.attributes;
  if (element.kind === "EntityContainer") return cutChildren(text, element, ["EntitySet", "Singleton"], roots);
  if (element.kind === "Action" || element.kind === "Function")
    return operations.has(Name) && isBound(metadata, element, types) ? whole : undefined;
  const [type = "", member = ""] = element.kind === "Annotations" ? Target.split("/") : [`${namespace}.${Name}`];
  const kept = types.get(resolveName(type));
  if (kept === undefined || kept === "all") return kept && whole;
  if (element.kind === "Annotations") return kept.has(member) ? whole : undefined;
  return cutChildren(text, element, ["Key", "Property", "NavigationProperty"], kept);
}

/** Whether an action or a function is bound to one of the types that are kept. */
function isBound(metadata: Metadata, element: XmlElement, types: Selection["types"]): boolean {
  const { text, resolveName } = metadata.index;
  const [binding] = findElements(text, ["Parameter"], element.contentStart, element.end);
  const name = resolveName((binding?.attributes.Type ?? "").replace(/^Collection\(|\)$/g, ""));
  return [...types.keys()].some((type) => isTypeOf(metadata, type, name));
}

function cutChildren(text: string, element: XmlElement, kinds: readonly string[], names: ReadonlySet<string>): string {
  const children = findElements(text, kinds, element.contentStart, element.end);
  const kept = children.filter(({ kind, attributes }) => kind === "Key" || names.has(attributes.Name ?? ""));
  const tag = text.slice(element.start, element.contentStart);
  if (tag.endsWith("/>")) return tag;
  return [tag, ...kept.map(({ start, end }) => `        ${text.slice(start, end)}`), `      </${element.kind}>`].join(
    "\n",
  );
}
