import { bodyBehaviours, endingBehaviours } from "./bodies.ts";
import { codingBehaviours, largeBehaviours } from "./codings.ts";
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
export const largeBehaviourNames: readonly string[] = Object.keys(largeBehaviours);

/** Creates what an upstream sends. */
export function createReply(name: string): Reply {
  const create = behaviours[name] ?? largeBehaviours[name];
  if (create === undefined) throw new Error(`There is no behaviour "${name}".`);
  return create();
}
