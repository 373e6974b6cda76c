import { bodyBehaviours, endingBehaviours } from "./bodies.ts";
import { bombs, codingBehaviours, largeBehaviours } from "./codings.ts";
import { framingBehaviours } from "./framing.ts";
import { headBehaviours } from "./heads.ts";
import type { Behaviours, Reply } from "./reply.ts";

const behaviours: Behaviours = {
  ...codingBehaviours,
  ...framingBehaviours,
  ...headBehaviours,
  ...bodyBehaviours,
  ...endingBehaviours,
};

export const behaviourNames: readonly string[] = Object.keys(behaviours);
/** Those that are much work. */
export const largeBehaviourNames: readonly string[] = Object.keys({ ...bombs, ...largeBehaviours });

/** Whether a body of an upstream grows to more than a proxy takes when it is decoded. */
export function isBomb(name: string | undefined): boolean {
  return name !== undefined && Object.hasOwn(bombs, name);
}

/** Creates what an upstream sends. */
export function createReply(name: string): Reply {
  const create = behaviours[name] ?? bombs[name] ?? largeBehaviours[name];
  if (create === undefined) throw new Error(`There is no behaviour "${name}".`);
  return create();
}
