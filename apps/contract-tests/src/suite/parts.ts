import type { Contract } from "@run-summary/contract";
import { type Budget, type PreparedOperation, pickItems } from "@run-summary/contract/cases";
import type { Context, ContractCheck, Place, Result } from "./check.ts";

/** A part of an operation with its cases. */
export interface Part extends Place {
  /** A text that is the same for equal parts, of which one is tried in full. */
  readonly key: string;
  listChecks(): PartCheck[];
}

interface PartCheck extends ContractCheck {
  /** Whether the document forbids the request, or something in the response. */
  isForbidden(): boolean;
}

interface PartCases<Case> {
  /** The first name of the subjects of the facts. */
  readonly name: string;
  readonly listCases: () => readonly Case[];
  readonly check: (context: Context, one: Case) => Promise<Result[]>;
  /** Default: whether the status is that of an error. */
  readonly isForbidden?: (one: Case) => boolean;
  /** What makes the part equal to another one; without it, its name and the titles of its cases. */
  readonly key?: readonly unknown[] | undefined;
}

/** A part of an operation of the document. */
export function createPart<Case extends { title: string; status?: number }>(
  contract: Contract,
  operation: PreparedOperation,
  { name, listCases, check, isForbidden = ({ status = 200 }) => status >= 400, key }: PartCases<Case>,
): Part {
  const group = `${operation.operationId} · ${name}`;
  const listChecks = () =>
    listCases().map((one): PartCheck => {
      const status = one.status === undefined ? "" : ` → ${one.status}`;
      return {
        title: `${operation.operationId} · ${one.title}${status}`,
        group,
        isForbidden: () => isForbidden(one),
        run: (targets) => check({ ...contract, operation, targets }, one),
      };
    });
  const own = key ?? [name, ...listCases().map((one) => [one.title, one.status])];
  return { operation: operation.operationId, part: name, key: JSON.stringify(own), listChecks };
}

/**
 * The checks of the operations' parts. The first of equal parts has all of its checks, whose results stand for the others. Each of
 * the others has one that the document permits and one that it forbids, which show that it is wired up.
 *
 * @param most how many of its other parts an operation shows
 */
export function shareParts(
  operations: readonly (readonly Part[])[],
  { isFull, seed }: Budget,
  most: number = Number.POSITIVE_INFINITY,
): ContractCheck[] {
  if (isFull) return operations.flat().flatMap((part) => part.listChecks());
  const groups = Map.groupBy(operations.flat(), ({ key }) => key);
  const isFirst = (part: Part) => groups.get(part.key)?.[0] === part;
  return operations.flatMap((parts, index) => {
    const others = parts.filter((part) => !isFirst(part));
    const start = seed + index;
    const shown = most < others.length ? pickItems(others, start, most) : others;
    return parts.flatMap((part) => {
      if (isFirst(part)) return listSharedChecks(groups.get(part.key) ?? []);
      if (!shown.includes(part)) return [];
      const checks = part.listChecks();
      const rotated = pickItems(checks, start, checks.length);
      return [false, true].flatMap((is) => rotated.find((check) => check.isForbidden() === is) ?? []);
    });
  });
}

/** All checks of the first of equal parts. Their results stand for all of the parts. */
function listSharedChecks([first, ...others]: readonly Part[]): ContractCheck[] {
  const checks = first?.listChecks() ?? [];
  if (first === undefined || others.length === 0) return checks;
  const places = [first, ...others].map(({ operation, part }): Place => ({ operation, part }));
  return checks.map((check) => ({
    ...check,
    run: async (targets) => (await check.run(targets)).map((result) => ({ ...result, places })),
  }));
}
