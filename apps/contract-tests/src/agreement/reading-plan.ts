import { type Budget, pickItems } from "@run-summary/contract/cases";
import { listOperations, type OpenApiDocument } from "@run-summary/openapi";

/** A part of an operation that is read in the docs: the request, or the response with a status. */
export interface ReadPart {
  /** The operationId as the docs know it, in lower case. */
  readonly operation: string;
  /** `request`, or a status. */
  readonly part: string;
}

/**
 * The parts that are not read, as `operation part`, and the equal parts that are read in their place. To open a response in the
 * docs takes a tenth of a second, and more where there are many operations.
 */
export type ReadingPlan = ReadonlyMap<string, ReadPart>;

/** How many of the operations are read of those that are equal to others in all parts. */
const sampleSize = 10;

/** A plan that reads the first of equal parts, and a sample of the others. */
export function createReadingPlan(document: OpenApiDocument, { isFull, seed }: Budget): ReadingPlan {
  const plan = new Map<string, ReadPart>();
  const known = new Map<string, ReadPart>();
  const covered: { operation: string; statuses: string[] }[] = [];
  for (const { operationId, parameters, requestBody, responses } of listOperations(document)) {
    const operation = operationId.toLowerCase();
    const statuses = Object.keys(responses);
    const parts = { ...responses, request: [parameters, requestBody] };
    const equal = Object.entries(parts).filter(([part, content]) => {
      const key = JSON.stringify([part === "request", content]);
      const place = known.get(key);
      if (place === undefined) known.set(key, { operation, part });
      else plan.set(`${operation} ${part}`, place);
      return place !== undefined;
    });
    if (equal.length === statuses.length + 1) covered.push({ operation, statuses });
    // A new request is read beside a response.
    else if (equal.length === statuses.length) plan.delete(`${operation} ${statuses[0]}`);
  }
  for (const [index, { operation, statuses }] of pickItems(covered, seed, sampleSize).entries()) {
    const [status] = pickItems(statuses, seed + index, 1);
    for (const part of ["request", status]) plan.delete(`${operation} ${part}`);
  }
  return isFull ? new Map() : plan;
}
