import type { BoundOperation, EnumType, Property, StructuredType, TypeReference } from "./metadata.ts";
import type { MetadataIndex } from "./metadata-index.ts";
import type { ParsedElement, XmlElement } from "./xml.ts";

/** The type that an element declares. */
export function readType(
  index: MetadataIndex,
  name: string,
  place: XmlElement,
  parse: (element: XmlElement) => ParsedElement,
): StructuredType | EnumType {
  const element = parse(place);
  if (place.kind === "EnumType") {
    const members = (element.Member ?? []).map((member) => member.Name ?? "");
    return { kind: "enum", name, isFlags: element.IsFlags === "true", members };
  }
  const baseType = element.BaseType;
  const keys = (element.Key ?? []).flatMap((key) => key.PropertyRef ?? []);
  const readMember = (member: ParsedElement, isNavigation: boolean): Property => {
    const target = `${name}/${member.Name}`;
    const outside = (index.annotations.get(target) ?? []).map(parse);
    const annotations = [member, ...outside].flatMap((holder) => holder.Annotation ?? []);
    return { ...readProperty(index, member, isNavigation), ...readAnnotations(index, annotations) };
  };
  return {
    kind: "structured",
    name,
    baseType: baseType === undefined ? undefined : index.resolveName(baseType),
    keys: keys.map((key) => key.Name ?? ""),
    properties: [
      ...(element.Property ?? []).map((property) => readMember(property, false)),
      ...(element.NavigationProperty ?? []).map((property) => readMember(property, true)),
    ],
  };
}

function readProperty(index: MetadataIndex, element: ParsedElement, isNavigation = false): Property {
  const reference = readReference(index, element.Type ?? "");
  const nullable = element.Nullable;
  return {
    name: element.Name ?? "",
    ...reference,
    isNavigation,
    // CSDL 4.01, section 7.2.1: a property may be null unless it says that it may not.
    isNullable: nullable === undefined && reference.isCollection ? undefined : nullable !== "false",
    isReadOnly: false,
    description: "",
  };
}

// Terms of the vocabulary Org.OData.Core.V1.
function readAnnotations(
  index: MetadataIndex,
  annotations: readonly ParsedElement[],
): Pick<Property, "isReadOnly" | "description"> {
  const find = (term: string) =>
    annotations.find((one) => index.resolveName(one.Term ?? "") === `Org.OData.Core.V1.${term}`);
  const [computed, permissions, description] = [find("Computed"), find("Permissions"), find("Description")];
  // A term whose default is true is written without a value, too.
  const isComputed = computed !== undefined && computed.Bool !== "false";
  const members = [permissions?.EnumMember].flat().map(String);
  const isReadable = members.some((member) => member.endsWith("Permission/Read"));
  return {
    isReadOnly: isComputed || isReadable,
    description: description?.String ?? "",
  };
}

/** The action or the function that an element declares. */
export function readOperation(index: MetadataIndex, kind: string, element: ParsedElement): BoundOperation {
  const [binding, ...parameters] = (element.Parameter ?? []).map((one) => readProperty(index, one));
  const [returns] = element.ReturnType ?? [];
  return {
    name: element.Name ?? "",
    isAction: kind === "Action",
    binding: { type: binding?.type ?? "", isCollection: binding?.isCollection ?? false },
    parameters,
    returns: returns && readReference(index, returns.Type ?? ""),
  };
}

function readReference(index: MetadataIndex, text: string): TypeReference {
  const [, item] = /^Collection\((.*)\)$/.exec(text) ?? [];
  return { type: index.resolveName(item ?? text), isCollection: item !== undefined };
}
