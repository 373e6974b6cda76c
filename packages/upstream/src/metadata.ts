// The metadata of an OData service (CSDL XML, OData 4.01): its types, and the operations that are bound to them.
import { indexMetadata, type MetadataIndex } from "./metadata-index.ts";
import { readOperation, readType } from "./read-elements.ts";
import { parseElement, type XmlElement } from "./xml.ts";

/** What a property, a parameter or a segment of a path holds. */
export interface TypeReference {
  /** The full name, such as `Edm.Int32` or `microsoft.graph.entity`. */
  readonly type: string;
  readonly isCollection: boolean;
}

export interface Property extends TypeReference {
  readonly name: string;
  readonly isNavigation: boolean;
  /** Whether it, or each item of it, may be null; `undefined` where a collection does not say it. */
  readonly isNullable: boolean | undefined;
  /** Whether the service computes it, so that a caller cannot write it. */
  readonly isReadOnly: boolean;
  readonly description: string;
}

export interface StructuredType {
  readonly kind: "structured";
  readonly name: string;
  readonly baseType: string | undefined;
  /** The properties that identify an entity. */
  readonly keys: readonly string[];
  readonly properties: readonly Property[];
}

export interface EnumType {
  readonly kind: "enum";
  readonly name: string;
  /** Whether several members may be combined in one value. */
  readonly isFlags: boolean;
  readonly members: readonly string[];
}

/** An action or a function that is bound to a type. */
export interface BoundOperation {
  readonly name: string;
  readonly isAction: boolean;
  readonly binding: TypeReference;
  readonly parameters: readonly Property[];
  readonly returns: TypeReference | undefined;
}

/** The metadata. A part is parsed when it is asked for. */
export interface Metadata {
  readonly index: MetadataIndex;
  /** `undefined` for a type that the metadata does not hold. */
  findType(name: string): StructuredType | EnumType | undefined;
  listBoundOperations(name: string): readonly BoundOperation[];
  /** The entity set or singleton with which a path begins. */
  findRoot(name: string): TypeReference | undefined;
}

/**
 * Reads metadata from its text.
 *
 * @throws {UpstreamError} where the text is no metadata.
 */
export function readMetadata(text: string): Metadata {
  const index = indexMetadata(text);
  const parse = ({ start, end }: XmlElement) => parseElement(text.slice(start, end));
  const types = new Map<string, StructuredType | EnumType | undefined>();
  return {
    index,
    findType(name) {
      const element = index.types.get(name);
      if (element !== undefined && !types.has(name)) types.set(name, readType(index, name, element, parse));
      return types.get(name);
    },
    listBoundOperations: (name) =>
      (index.operations.get(name) ?? []).map((element) => readOperation(index, element.kind, parse(element))),
    findRoot(name) {
      const root = index.roots.get(name);
      if (root === undefined) return undefined;
      const { EntityType, Type = "" } = root.attributes;
      return { type: index.resolveName(EntityType ?? Type), isCollection: EntityType !== undefined };
    },
  };
}

/** The properties of a type and of the types that it is based on. */
export function listProperties(metadata: Metadata, name: string): Property[] {
  return listTypeChain(metadata, name).flatMap(({ properties }) => properties);
}

/** The properties that identify an entity of the type. */
export function listKeys(metadata: Metadata, name: string): string[] {
  return listTypeChain(metadata, name).flatMap(({ keys }) => keys);
}

/** Whether a type is another one, or based on it. */
export function isTypeOf(metadata: Metadata, name: string, base: string): boolean {
  return name === base || listTypeChain(metadata, name).some(({ baseType }) => baseType === base);
}

/** A type and those that it is based on, the innermost base first. */
export function listTypeChain(metadata: Metadata, name: string, outer: readonly string[] = []): StructuredType[] {
  const type = metadata.findType(name);
  if (type?.kind !== "structured" || outer.includes(name)) return [];
  const bases = type.baseType === undefined ? [] : listTypeChain(metadata, type.baseType, [...outer, name]);
  return [...bases, type];
}
