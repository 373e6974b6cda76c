import type { IHttpOperation } from "@stoplight/types";

interface Schema {
  readonly readOnly?: boolean;
  readonly allOf?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Selects the properties of a body that may be written: those that are not read-only in the operation's responses. */
export function pickWritableProperties(operation: IHttpOperation, body: object): object {
  const readOnly = collectReadOnlyProperties(operation);
  return Object.fromEntries(Object.entries(body).filter(([property]) => !readOnly.has(property)));
}

/**
 * Creates a function that says why a property of a request may not be written. It lists once which ones may: a request may
 * have thousands of others.
 */
export function createPropertyExplainer(operation: IHttpOperation): (property: string) => string {
  let readOnly: ReadonlySet<string> | undefined;
  let writable = "";
  return (property) => {
    if (readOnly === undefined) {
      readOnly = collectReadOnlyProperties(operation);
      writable = `; the body takes ${listBodyProperties(operation).join(", ")}`;
    }
    if (readOnly.has(property)) return `The property '${property}' is read-only.`;
    const explanation = `There is no property '${property}' to write${writable}.`;
    writable = "";
    return explanation;
  };
}

function listBodyProperties({ request }: IHttpOperation): string[] {
  return (request?.body?.contents ?? []).flatMap(({ schema }) => [...collectProperties(schema).keys()]);
}

function collectReadOnlyProperties({ responses }: IHttpOperation): Set<string> {
  const contents = responses.flatMap((response) => response.contents ?? []);
  const properties = contents.flatMap(({ schema }) => [...collectProperties(schema)]);
  return new Set(properties.flatMap(([name, { readOnly }]) => (readOnly === true ? [name] : [])));
}

/** Collects the properties of a schema and of its `allOf`, by name. */
export function collectProperties(schema: unknown): Map<string, Schema> {
  const { allOf = [], properties = {} } = (schema ?? {}) as Schema;
  return new Map([...allOf.flatMap((part) => [...collectProperties(part)]), ...Object.entries(properties)]);
}
