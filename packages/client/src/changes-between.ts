import { canonical } from "./canonical.ts";

type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** The properties that are not read-only, each optional. */
export type Changes<Entity> = {
  -readonly [Name in keyof Entity as IsSame<Pick<Entity, Name>, Readonly<Pick<Entity, Name>>> extends true
    ? never
    : Name]?: Entity[Name];
};

/**
 * What of `next` is to be sent to change `previous` into it: the properties whose values differ; the order of keys is no
 * difference. Read-only properties stay out by their type alone: where they differ, the body is refused.
 *
 * @example
 * await client.updateRunSummary({ deviceComplianceScriptId, body: changesBetween(summary, { ...summary, issueDetectedDeviceCount: 9 }) });
 */
export function changesBetween<Entity extends object>(previous: Entity, next: Partial<Entity>): Changes<Entity> {
  const changed = Object.entries(next).filter(([name, value]) => {
    return canonical(value) !== canonical(previous[name as keyof Entity]);
  });
  return Object.fromEntries(changed) as Changes<Entity>;
}
