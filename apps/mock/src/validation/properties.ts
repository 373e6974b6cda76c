import type { IHttpOperation } from "@stoplight/types";

interface Schema {
  readonly readOnly?: boolean;
  readonly allOf?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Selects the properties of a body that may be written: those that are not read-only in the operation's responses. */
export function pickWritableProperties(operation: IHttpOperation, body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([property]) => !isReadOnly(operation, property)));
}

/** Says why a property may not be written, and which ones may. */
export function explainForbiddenProperty(operation: IHttpOperation, property: string): string {
  if (isReadOnly(operation, property)) return `The property '${property}' is read-only.`;
  const contents = operation.request?.body?.contents ?? [];
  const writable = contents.flatMap(({ schema }) => [...collectProperties(schema).keys()]);
  return `There is no property '${property}' to write; the body takes ${writable.join(", ")}.`;
}

function isReadOnly({ responses }: IHttpOperation, property: string): boolean {
  const contents = responses.flatMap((response) => response.contents ?? []);
  return contents.some(({ schema }) => collectProperties(schema).get(property)?.readOnly === true);
}

/** Collects the properties of a schema and of its `allOf`, by name. */
export function collectProperties(schema: unknown): Map<string, Schema> {
  const { allOf = [], properties = {} } = (schema ?? {}) as Schema;
  return new Map([...allOf.flatMap((part) => [...collectProperties(part)]), ...Object.entries(properties)]);
}
