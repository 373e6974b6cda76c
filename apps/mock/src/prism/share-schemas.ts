import type { Operation } from "./operation.ts";
import { listSchemaHolders } from "./operation-schemas.ts";

/** The schemas of operations that have the same `__bundled__`: equal ones refer to equal ones. */
interface SchemaGroup {
  readonly bundled: Record<string, unknown>;
  /** By their text. */
  readonly schemas: Map<string, object>;
}

// Those of the document that was loaded last. Mostly it is loaded again: after a save, or for the next mock of the process.
let lastGroups: ReadonlyMap<string, SchemaGroup> = new Map();

/**
 * Replaces equal schemas of operations by one object, which is then mended, checked and compiled once. Prism has copied the
 * schema of a component to each place that refers to it.
 */
export function shareSchemas(operations: readonly Operation[]): void {
  const groups = new Map<string, SchemaGroup>();
  for (const operation of operations) {
    const { __bundled__: own } = operation;
    const text = JSON.stringify(own);
    const last = lastGroups.get(text);
    const group = groups.get(text) ?? { bundled: last?.bundled ?? own, schemas: new Map() };
    groups.set(text, group);
    operation.__bundled__ = group.bundled;
    shareInGroup(operation, group, last);
  }
  lastGroups = groups;
}

function shareInGroup(operation: Operation, { schemas }: SchemaGroup, last?: SchemaGroup): void {
  for (const { holder } of listSchemaHolders(operation)) {
    const { "x-stoplight": _id, ...own } = holder.schema as Record<string, unknown>; // Prism's own id of each copy
    const text = JSON.stringify(own);
    const schema = schemas.get(text) ?? last?.schemas.get(text) ?? holder.schema;
    schemas.set(text, schema);
    holder.schema = schema;
  }
}
