import {
  describeType,
  isTypeOf,
  listKeys,
  listProperties,
  type Metadata,
  type Property,
  type TypeReference,
} from "@run-summary/upstream";
import { isBranch } from "../agreement/fact.ts";
import type { SpecIndex } from "./spec-index.ts";
import { missing, type UpstreamFact } from "./upstream-fact.ts";

/** Where a body is, and what its facts are compared with. */
export interface Place {
  readonly spec: SpecIndex;
  readonly metadata: Metadata;
  readonly operation: string;
  /** The keys of the body's schema. */
  readonly keys: readonly string[];
}

/** The facts of a body, which holds a value of a type or an object with these properties. */
export function compareContent(place: Place, part: string, holds: TypeReference | readonly Property[]): UpstreamFact[] {
  return "type" in holds ? compareObject(place, [part], holds.type) : compareProperties(place, [part], holds);
}

function compareObject(place: Place, subject: readonly string[], type: string): UpstreamFact[] {
  const { spec, metadata, operation } = place;
  const branches = spec.listNames(operation, subject).filter(isBranch);
  if (branches.length > 0) {
    return branches.flatMap((branch) => {
      const inner = [...subject, branch];
      const [name] = listTypeNames(place, inner);
      // Nothing says which type it is, or the snapshot does not hold it.
      return name === undefined || metadata.findType(name) === undefined ? [] : compareObject(place, inner, type);
    });
  }
  const [name, ...others] = listTypeNames(place, subject);
  const isNamed = name !== undefined && others.length === 0 && isTypeOf(metadata, name, type);
  const own = isNamed ? name : type;
  const facts = compareProperties(place, subject, listProperties(metadata, own), listKeys(metadata, own));
  return [...compareTypeName(place, subject, type), ...facts];
}

function compareProperties(
  place: Place,
  subject: readonly string[],
  properties: readonly Property[],
  keys: readonly string[] = [],
): UpstreamFact[] {
  const { spec, operation } = place;
  const known = spec.listNames(operation, subject);
  if (known.length === 0) return []; // the spec says nothing about the properties of this object
  const isRequest = subject[0] === "body";
  const own = known.flatMap((name) => {
    const inner = [...subject, name];
    if (name.includes("@")) return [];
    const property = properties.findLast((one) => one.name === name);
    if (property === undefined) return [createFact(place, inner, "type", findType(place, inner), missing)];
    return compareValue(place, inner, property, keys.includes(name));
  });
  const others = properties.filter(
    ({ name, isNavigation, isReadOnly }) =>
      !known.includes(name) && !isNavigation && !(isRequest && (isReadOnly || keys.includes(name))),
  );
  return [
    ...own,
    ...others.map((property) => ({
      ...createFact(place, [...subject, property.name], "type", missing, nameType(place, property)),
      name: `property ${property.name}`,
      names: subject.slice(1),
    })),
  ];
}

function compareValue(place: Place, subject: readonly string[], property: Property, isKey: boolean): UpstreamFact[] {
  const { metadata } = place;
  const description = describeType(metadata, property);
  if (description === undefined) return []; // a type that is not in the snapshot
  const own =
    property.isNavigation || isKey ? [] : compareAttribute(place, subject, "read-only", toText(property.isReadOnly));
  if (property.isCollection) {
    const item = { ...property, isCollection: false };
    return [
      createFact(place, subject, "type", findType(place, subject), "array"),
      ...own,
      ...compareValue(place, [...subject, "[]"], item, true),
    ];
  }
  const { type, format, minimum, maximum, values } = description;
  const { isNullable } = property;
  return [
    createFact(place, subject, "type", findType(place, subject), type),
    ...own,
    ...(isNullable === undefined ? [] : compareAttribute(place, subject, "nullable", toText(isNullable))),
    // The spec may say `contentEncoding` in place of `format: byte`.
    ...compareAttribute(place, subject, "format", format, format === "byte"),
    ...compareAttribute(place, subject, "minimum", minimum?.toString()),
    ...compareAttribute(place, subject, "maximum", maximum?.toString()),
    ...(values === undefined ? [] : compareMembers(place, subject, values)),
    ...(type === "object" ? compareObject(place, subject, property.type) : []),
  ];
}

function compareAttribute(
  place: Place,
  subject: readonly string[],
  attribute: string,
  microsoft: string | undefined,
  isOptional = false,
): UpstreamFact[] {
  const value = place.spec.find(place.operation, subject, attribute);
  if (microsoft === undefined || (isOptional && value === undefined)) return [];
  return [createFact(place, subject, attribute, value ?? missing, microsoft)];
}

/** Nobody sends the member that stands for members of the future. */
const futureMember = "unknownFutureValue";

function compareMembers(place: Place, subject: readonly string[], members: readonly string[]): UpstreamFact[] {
  const value = readValues(place, subject);
  const isLeftOut = subject[0] === "body" && !value.includes(futureMember);
  const sent = members.filter((member) => !(isLeftOut && member === futureMember));
  return [createFact(place, subject, "values", formatValues(value), formatValues(sent))];
}

/** The names in the constant that says of which type an object is: `#microsoft.graph.entity`. */
function listTypeNames(place: Place, subject: readonly string[]): string[] {
  return readValues(place, [...subject, "@odata.type"]).map((value) => value.replace(/^#/, ""));
}

function compareTypeName(place: Place, subject: readonly string[], type: string): UpstreamFact[] {
  const names = listTypeNames(place, subject);
  if (names.length === 0) return [];
  const isKnown = names.every((name) => isTypeOf(place.metadata, name, type));
  const microsoft = isKnown ? names : [type];
  return [createFact(place, [...subject, "@odata.type"], "values", formatValues(names), formatValues(microsoft))];
}

function readValues({ spec, operation }: Place, subject: readonly string[]): string[] {
  const text = spec.find(operation, subject, "values");
  return text === undefined ? [] : text.split(", ").map((value) => value.replaceAll('"', ""));
}

function formatValues(values: readonly string[]): string {
  return values.toSorted().join(", ") || missing;
}

function toText(isTrue: boolean): string {
  return isTrue ? "yes" : "no";
}

function findType({ spec, operation }: Place, subject: readonly string[]): string {
  return spec.find(operation, subject, "type") ?? missing;
}

function nameType({ metadata }: Place, property: Property): string {
  if (property.isCollection) return "array";
  return describeType(metadata, property)?.type ?? property.type;
}

function createFact(
  { operation, keys }: Place,
  subject: readonly string[],
  attribute: string,
  spec: string,
  microsoft: string,
): UpstreamFact {
  return { operation, subject, attribute, spec, microsoft, name: attribute, keys, names: subject.slice(1) };
}
