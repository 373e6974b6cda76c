import type { Violation } from "../../validation/violation.ts";
import type { EntityType } from "./entity-type.ts";
import { type Entity, validateEntity } from "./examples.ts";

/** Changes of an entity that leave it as the document describes it. */
export interface ValidChanges {
  readonly base: Entity;
  readonly changes: Entity;
  /** What the document forbids in the entity with all the changes that were asked for. */
  readonly violations: readonly Violation[];
  /** Whether the entity is as the document describes it with these changes. */
  readonly isValid: boolean;
}

/**
 * Leaves out the changes after which an entity would not be what the document says that a GET returns: a request may be allowed to
 * write more than a response may have.
 */
export function keepValid(type: EntityType, base: Entity, changes: Entity): ValidChanges {
  const violations = validateEntity(type, { ...base, ...changes });
  if (violations.length === 0) return { base, changes, violations, isValid: true };
  const wrong = new Set(violations.map(({ location: [, , name] }) => name));
  const others = Object.fromEntries(Object.entries(changes).filter(([name]) => !wrong.has(name)));
  if (validateEntity(type, { ...base, ...others }).length === 0)
    return { base, changes: others, violations, isValid: true };
  return { base, changes: {}, violations, isValid: validateEntity(type, base).length === 0 };
}
