import { stableStringify } from "./stable-stringify.ts";

type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** The properties of an entity that can be written, each optional. */
export type PatchBody<Entity> = {
  -readonly [Name in keyof Entity as IsSame<Pick<Entity, Name>, Readonly<Pick<Entity, Name>>> extends true
    ? never
    : Name]?: Entity[Name];
};

/**
 * The body of a PATCH that changes `previous` into `next`: the properties of `next` whose values differ. The order of keys
 * makes no difference.
 *
 * Only the type leaves out read-only properties. Where the value of one differs, it is in the body, and the client refuses
 * the body before it sends it.
 *
 * @example
 * const summary = await client.getRunSummary({ deviceComplianceScriptId });
 * const body = createPatchBody(summary, { ...summary, issueDetectedDeviceCount: 9 }); // { issueDetectedDeviceCount: 9 }
 * await client.updateRunSummary({ deviceComplianceScriptId, body });
 */
export function createPatchBody<Entity extends object>(previous: Entity, next: Partial<Entity>): PatchBody<Entity> {
  const changed = Object.entries(next).filter(([name, value]) => {
    return stableStringify(value) !== stableStringify(previous[name as keyof Entity]);
  });
  return Object.fromEntries(changed) as PatchBody<Entity>;
}
