import type { Content, Operation } from "../prism/operation.ts";
import { listParts } from "../prism/schema-parts.ts";

/**
 * Creates a function that says why a property of a request's body, which has these keys, may not be written. It lists once
 * which ones may: a request may have thousands of others.
 */
export function createPropertyExplainer(operation: Operation): (keys: readonly string[]) => string {
  let readOnly: ReadonlySet<string> | undefined;
  let writable = "";
  return (keys) => {
    const property = keys.at(-1) ?? "";
    // The properties that are known here are those of the body itself.
    if (keys.length > 1) return `There is no property '${property}' to write in /${keys.slice(0, -1).join("/")}.`;
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

function listBodyProperties(operation: Operation): string[] {
  const contents = operation.request.body?.contents ?? [];
  return [...new Set(listProperties(operation, contents).map(([name]) => name))];
}

function collectReadOnlyProperties(operation: Operation): Set<string> {
  const contents = operation.responses.flatMap(({ contents }) => contents);
  const isReadOnly = (schema: unknown) => (schema as { readOnly?: boolean }).readOnly === true;
  const properties = listProperties(operation, contents).filter(([, schema]) => isReadOnly(schema));
  return new Set(properties.map(([name]) => name));
}

/** Lists the properties that contents name, with their schemas. Several parts of a schema may name the same one. */
export function listProperties(operation: Operation, contents: readonly Content[]): [string, unknown][] {
  const parts = contents.flatMap(({ schema }) => listParts(operation, schema));
  return parts.flatMap(({ properties = {} }) => Object.entries(properties));
}
