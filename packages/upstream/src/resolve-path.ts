import {
  type BoundOperation,
  isTypeOf,
  listProperties,
  type Metadata,
  type Property,
  type TypeReference,
} from "./metadata.ts";

/** What a path of the API leads to. */
export type Target =
  /** An entity, a collection of entities, or a property. */
  | ({ readonly kind: "resource" } & TypeReference)
  | { readonly kind: "operation"; readonly operation: BoundOperation }
  /** `$count`, `$value` or `$ref`, of which the metadata says nothing. */
  | { readonly kind: "system" }
  | { readonly kind: "unknown"; readonly segment: string; readonly parent: string };

/** A property that a path goes through. */
export interface Step {
  readonly owner: string;
  readonly property: Property;
}

export interface ResolvedPath {
  readonly root: string;
  readonly steps: readonly Step[];
  readonly target: Target;
}

/** Follows a path template through the metadata (OData URL conventions, section 4). */
export function resolvePath(metadata: Metadata, path: string): ResolvedPath {
  const [root = "", ...segments] = path.split("/").slice(1).flatMap(splitKey);
  const first = metadata.findRoot(root);
  const steps: Step[] = [];
  let target: Target =
    first === undefined ? { kind: "unknown", segment: root, parent: "the service" } : { kind: "resource", ...first };
  for (const segment of segments) {
    if (target.kind !== "resource") break;
    const step = findStep(metadata, target, segment);
    if (step !== undefined) steps.push(step);
    target =
      step === undefined
        ? followSegment(metadata, target, segment)
        : { kind: "resource", ...getReference(step.property) };
  }
  return { root, steps, target };
}

/** `scripts('{id}')` is the same as `scripts/{id}`; a function keeps its name only. */
function splitKey(segment: string): string[] {
  const [, name, argument] = /^([^({]+)\((.*)\)$/.exec(segment) ?? [];
  if (name === undefined) return [segment];
  return /^'?\{[^{}]*\}'?$/.test(argument ?? "") ? [name, "{key}"] : [name];
}

function getReference({ type, isCollection }: Property): TypeReference {
  return { type, isCollection };
}

function findStep(metadata: Metadata, { type, isCollection }: TypeReference, segment: string): Step | undefined {
  if (isCollection) return undefined;
  const property = listProperties(metadata, type).findLast(({ name }) => name === segment);
  return property && { owner: type, property };
}

function followSegment(metadata: Metadata, { type, isCollection }: TypeReference, segment: string): Target {
  if (["$count", "$value", "$ref"].includes(segment)) return { kind: "system" };
  if (isCollection && /^\{.*\}$/.test(segment)) return { kind: "resource", type, isCollection: false };
  const qualified = metadata.index.resolveName(segment);
  if (segment.includes(".") && metadata.findType(qualified) !== undefined)
    return { kind: "resource", type: qualified, isCollection };
  const operation = metadata
    .listBoundOperations(segment.slice(segment.lastIndexOf(".") + 1))
    .find(({ binding }) => binding.isCollection === isCollection && isTypeOf(metadata, type, binding.type));
  return operation === undefined ? { kind: "unknown", segment, parent: type } : { kind: "operation", operation };
}
