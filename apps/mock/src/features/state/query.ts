import type { IHttpRequest } from "@stoplight/prism-http";
import type { Operation } from "../../prism/operation.ts";
import type { Violation } from "../../validation/violation.ts";
import type { EntityType } from "./entity-type.ts";
import { type Equality, parseFilter } from "./filter.ts";
import { skipToken } from "./next-link.ts";

/** What a request asks of a list, or of an entity, in OData's query options. */
export interface Query {
  readonly top: number | undefined;
  /** How many items come before the page. */
  readonly skip: number;
  /** `undefined` where the operation does not document `$count`. */
  readonly isCounted: boolean | undefined;
  readonly filter: readonly Equality[];
  readonly order: readonly Order[];
  /** The properties that are asked for; `undefined` for all. */
  readonly select: readonly string[] | undefined;
  readonly expand: readonly string[];
  /** The options that have no effect, because the mock does not understand them. */
  readonly violations: readonly Violation[];
}

interface Order {
  readonly property: string;
  readonly isDescending: boolean;
}

const knownOptions = ["$top", "$skip", skipToken, "$count", "$filter", "$orderby", "$select", "$expand"];

/**
 * Reads the query options that an operation documents.
 *
 * @param navigation the names of what can be expanded
 */
export function readQuery(
  operation: Operation,
  { url }: IHttpRequest,
  type: EntityType,
  navigation: ReadonlySet<string>,
): Query {
  const texts = new Map(Object.entries(url.query ?? {}));
  const documented = new Set([skipToken, ...operation.request.query.map(({ name }) => name)]);
  const isUnknown = (name: string) => name.startsWith("$") && !knownOptions.includes(name) && texts.has(name);
  const unknown = [...documented].filter(isUnknown);
  const violations = unknown.map((name) => createViolation(name, `it knows ${knownOptions.join(", ")}`));
  /** Reads an option, and reports it where it cannot be read. */
  const read = <Value>(name: string, parse: (text: string) => Value | undefined, expected: string) => {
    const text = documented.has(name) ? texts.get(name)?.toString() : undefined;
    const value = text === undefined ? undefined : parse(text);
    if (text !== undefined && value === undefined) violations.push(createViolation(name, expected));
    return value;
  };
  const isProperty = (name: string) => type.properties.has(name);
  const names = [...type.properties.keys()].join(", ");
  const ofProperties = `the properties are ${names}`;
  return {
    top: read("$top", parseCount, "it is a whole number"),
    skip:
      read(skipToken, parseCount, "it is not one of the mock's") ??
      read("$skip", parseCount, "it is a whole number") ??
      0,
    isCounted: documented.has("$count") ? (read("$count", parseBoolean, "it is true or false") ?? false) : undefined,
    filter:
      read(
        "$filter",
        (text) => checkFilter(parseFilter(text), isProperty),
        `it knows \`property eq value\`, joined by \`and\`; ${ofProperties}`,
      ) ?? [],
    order:
      read(
        "$orderby",
        (text) => parseOrder(text, isProperty),
        `it knows properties, each with \`asc\` or \`desc\`; ${ofProperties}`,
      ) ?? [],
    select: read(
      "$select",
      (text) => parseNames(text, (name) => isProperty(name) || navigation.has(name)),
      ofProperties,
    ),
    expand:
      read(
        "$expand",
        (text) => parseNames(text, (name) => navigation.has(name)),
        `it knows ${[...navigation].join(", ") || "none"}`,
      ) ?? [],
    violations,
  };
}

function createViolation(name: string, expected: string): Violation {
  const message = `The mock does not understand this ${name}, which has no effect: ${expected}.`;
  return { location: ["request", "query", name], code: "unsupported", message };
}

function parseCount(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function parseBoolean(text: string): boolean | undefined {
  return text === "true" || text === "false" ? text === "true" : undefined;
}

function checkFilter(filter: Equality[] | undefined, isProperty: (name: string) => boolean): Equality[] | undefined {
  return filter?.every(({ property }) => isProperty(property)) ? filter : undefined;
}

function parseNames(text: string, isKnown: (name: string) => boolean): string[] | undefined {
  const names = text.split(",").map((name) => name.trim());
  return names.every(isKnown) ? names : undefined;
}

function parseOrder(text: string, isProperty: (name: string) => boolean): Order[] | undefined {
  const orders = text.split(",").map((part) => part.trim().split(/\s+/));
  const isKnown = ([property = "", direction = "asc", ...rest]: readonly string[]) =>
    isProperty(property) && ["asc", "desc"].includes(direction) && rest.length === 0;
  if (!orders.every(isKnown)) return undefined;
  return orders.map(([property = "", direction]) => ({ property, isDescending: direction === "desc" }));
}
