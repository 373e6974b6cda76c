// Elements of a large XML text are found without parsing it, so that the parser reads only those that are needed.
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { UpstreamError } from "./upstream-error.ts";

/** An element in a text, from its start tag to its end tag. */
export interface XmlElement {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  /** Where the start tag ends. */
  readonly contentStart: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * The elements of some kinds in a range of a text, in linear time. An element of these kinds may not hold another one of its kind,
 * and the attributes of its start tag no `>`.
 */
export function findElements(text: string, kinds: readonly string[], from = 0, to: number = text.length): XmlElement[] {
  const elements: XmlElement[] = [];
  const startTag = new RegExp(`<(?:\\w+:)?(${kinds.join("|")})(?=[\\s/>])[^>]*>`, "g");
  startTag.lastIndex = from;
  for (let match = startTag.exec(text); match !== null && match.index < to; match = startTag.exec(text)) {
    const [tag, kind = ""] = match;
    const contentStart = match.index + tag.length;
    const endTag = `</${tag.slice(1).split(/[\s/>]/, 1)}>`;
    const close = tag.endsWith("/>") ? contentStart : text.indexOf(endTag, contentStart) + endTag.length;
    if (close < contentStart) throw new UpstreamError(`The XML ends before ${endTag}. Get the whole file.`);
    const attributes = [...tag.matchAll(/\s(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    elements.push({ kind, start: match.index, end: close, contentStart, attributes: Object.fromEntries(attributes) });
  }
  return elements;
}

/** An element of CSDL as the parser reads it: its attributes, and lists of its children by their names. */
export type ParsedElement = {
  readonly [Attribute in "Name" | "Type" | "BaseType" | "Nullable" | "IsFlags" | "Term" | "Bool" | "String"]?: string;
} & {
  readonly [Child in
    | "Annotation"
    | "Key"
    | "Member"
    | "NavigationProperty"
    | "Parameter"
    | "Property"
    | "PropertyRef"
    | "ReturnType"]?: readonly ParsedElement[];
} & { readonly EnumMember?: readonly unknown[] };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/**
 * Parses the text of an element.
 *
 * @throws {UpstreamError} where it is not well-formed.
 */
export function parseElement(text: string): ParsedElement {
  const validity = XMLValidator.validate(text);
  if (validity === true) return Object.values(parser.parse(text) as Record<string, ParsedElement[]>).flat()[0] ?? {};
  throw new UpstreamError(`The XML of ${text.slice(0, text.indexOf(">") + 1)} is not well-formed: ${validity.err.msg}`);
}
