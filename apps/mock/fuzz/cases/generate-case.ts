import { behaviourNames, largeBehaviourNames } from "../upstream/behaviours.ts";
import { addressCases } from "./addresses.ts";
import { bodyCases, largeBodyCases } from "./bodies.ts";
import type { Requests } from "./document-requests.ts";
import { framingCases, largeFramingCases, slowCases } from "./framing.ts";
import { createCase, type FuzzCase, type Generator, type Generators } from "./fuzz-case.ts";
import { headerCases } from "./headers.ts";
import { createNamedRandom, pick, type Random } from "./random.ts";

const documentCases: Generators = {
  "valid request": (context) => createCase(context, context.createValid(context.random)),
  "changed request": (context) => createCase(context, context.createInvalid(context.random)),
};

/** Creates cases whose request is valid, and whose upstream does something else. */
function createUpstreamCases(names: readonly string[]): Generators {
  const createGenerator =
    (behaviour: string): Generator =>
    (context) => {
      const { random, createValid, createInvalid } = context;
      const valid = pick(random, [createValid, createValid, createInvalid])(random);
      const method = pick(random, [valid.method, valid.method, "HEAD", "GET"]);
      const sent = createCase(context, valid, { method });
      return Buffer.isBuffer(sent) ? sent : { ...sent, behaviour };
    };
  return Object.fromEntries(names.map((name) => [`upstream: ${name}`, createGenerator(name)]));
}

/** Kinds of cases, and how large a share of all cases a group of kinds has. */
export interface Group {
  readonly share: number;
  /** Whether a case of each kind is sent repeatedly, to see what a server holds of it. */
  readonly isRepeated?: boolean;
  readonly generators: Generators;
}

const wire: Generators = { ...headerCases, ...addressCases, ...bodyCases, ...framingCases };
const large: Generators = { ...largeBodyCases, ...largeFramingCases };

/** The groups of kinds for a mock, or for a proxy. */
export function listGroups(isProxy: boolean): readonly Group[] {
  const common = [
    { share: 25, isRepeated: true, generators: documentCases },
    { share: 0.4, generators: large },
    { share: 0.3, generators: slowCases },
  ];
  if (!isProxy) return [...common, { share: 74, isRepeated: true, generators: wire }];
  return [
    ...common,
    { share: 40, generators: wire },
    { share: 33, isRepeated: true, generators: createUpstreamCases(behaviourNames) },
    { share: 0.6, generators: createUpstreamCases(largeBehaviourNames) },
  ];
}

/** Picks a kind that is not excluded, each group by its share. */
export function pickKind(random: Random, groups: readonly Group[], isExcluded: (kind: string) => boolean): string {
  let rest = random() * groups.reduce((sum, { share }) => sum + share, 0);
  const group = groups.find(({ share }) => {
    rest -= share;
    return rest < 0;
  });
  const kinds = Object.keys(group?.generators ?? {}).filter((kind) => !isExcluded(kind));
  return kinds.length === 0 ? "valid request" : pick(random, kinds);
}

/** Creates a case. The same seed, document, kind and index give the same one. */
export function generateCase(
  requests: Requests,
  groups: readonly Group[],
  seed: string,
  kind: string,
  index: number,
): FuzzCase {
  const generate = groups.map(({ generators }) => generators[kind]).find((generator) => generator !== undefined);
  if (generate === undefined) throw new Error(`There is no kind of cases "${kind}".`);
  const random = createNamedRandom(seed, kind, index);
  const sent = generate({ ...requests, random, caseHeader: { "x-fuzz-case": `${kind}/${index}` } });
  return { kind, index, ...(Buffer.isBuffer(sent) ? { pieces: [sent] } : sent) };
}
