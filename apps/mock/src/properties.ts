import type { IHttpOperation } from "@stoplight/types";

/** What of a body may be written: all but what the operation's answers have as read-only. */
export function writable(operation: IHttpOperation, body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([property]) => !isReadOnly(operation, property)));
}

/** Why a property may not be written, and what may be. */
export function forbiddenProperty(operation: IHttpOperation, property: string): string {
  if (isReadOnly(operation, property)) return `The property '${property}' is read-only.`;
  const contents = operation.request?.body?.contents ?? [];
  const taken = contents.flatMap(({ schema }) => [...propertiesOf(schema).keys()]);
  return `There is no property '${property}' to write; the body takes ${taken.join(", ")}.`;
}

function isReadOnly({ responses }: IHttpOperation, property: string): boolean {
  const contents = responses.flatMap((response) => response.contents ?? []);
  return contents.some(({ schema }) => propertiesOf(schema).get(property)?.readOnly === true);
}

interface Schema {
  readonly readOnly?: boolean;
  readonly allOf?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

function propertiesOf(schema: unknown): Map<string, Schema> {
  const { allOf = [], properties = {} } = (schema ?? {}) as Schema;
  return new Map([...allOf.flatMap((part) => [...propertiesOf(part)]), ...Object.entries(properties)]);
}
