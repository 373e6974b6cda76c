import type { BrokenCode } from "./broken-code.ts";
import type { CalledOperation } from "./called-operations.ts";
import type { IsSame } from "./same-types.ts";
import {
  checkBackward,
  checkForward,
  checkMember,
  checkReceived,
  checkSent,
  member,
  quote,
  type TypeCheck,
} from "./type-checks.ts";

/** An operation of the old document, and the one of the new document with the same method and path. */
interface Pair {
  readonly old: CalledOperation;
  readonly next: CalledOperation;
  /** The types of what callers send and receive. */
  readonly types: { readonly sent: string; readonly received: string; readonly next: string };
}

/** Questions about the operations that callers know. */
export function createOperationChecks(
  { old, next }: { old: readonly CalledOperation[]; next: readonly CalledOperation[] },
  isSame: IsSame,
): TypeCheck[] {
  return old.flatMap((operation) => {
    const { path, method } = operation;
    const [found] = [
      ...next.filter((other) => isSameCall(operation, other) && other.path === path),
      ...next.filter((other) => isSameCall(operation, other)),
    ];
    const types = {
      sent: member("Old.paths", path, method),
      received: member("Received.paths", path, method),
      next: member("New.paths", found?.path ?? path, method),
    };
    const checks = [
      createPresenceCheck(operation, found),
      ...(found === undefined || isSame("paths", path, method)
        ? []
        : createPartChecks({ old: operation, next: found, types })),
    ];
    return checks.map((check): TypeCheck => ({ ...check, operation: { path, method } }));
  });
}

/** The names of a client's methods with what they call, as an interface. */
export function declareMethods(name: string, operations: readonly CalledOperation[]): string {
  const methods = operations.filter(({ id }) => id !== undefined);
  return `interface ${name} { ${methods.map((operation) => `${quote(operation.id ?? "")}: ${quote(describeCall(operation))};`).join(" ")} }`;
}

function isSameCall(one: CalledOperation, other: CalledOperation): boolean {
  return describeCall(one) === describeCall(other);
}

/** The method and the path, whatever the names of its parameters. */
function describeCall({ method, path }: CalledOperation): string {
  return `${method.toUpperCase()} ${path.replace(/\{[^{}]*\}/g, "{}")}`;
}

function createPresenceCheck({ path, method, id }: CalledOperation, next: CalledOperation | undefined): TypeCheck {
  return {
    part: { kind: "operation" },
    lines: [
      checkMember("Given<New.paths>", path),
      checkMember(`Given<${member("New.paths", path)}>`, method),
      ...(id === undefined
        ? []
        : [checkMember("NewMethods", id), checkBackward(member("OldMethods", id), member("NewMethods", id))]),
    ],
    ...(next !== undefined && next.path !== path && { note: `The path is ${next.path} now.` }),
  };
}

function createPartChecks(pair: Pair): TypeCheck[] {
  return [...createParameterChecks(pair), ...createBodyChecks(pair), ...createResponseChecks(pair)];
}

function createParameterChecks({ old, next, types }: Pair): TypeCheck[] {
  const isGiven = ({ parameters }: CalledOperation, { in: place, name }: { in: string; name: string }) =>
    parameters.some((parameter) => parameter.in === place && parameter.name === name);
  // Callers have other names for the path's parameters where the path has.
  const isAsked = (parameter: { in: string }) => old.path === next.path || parameter.in !== "path";
  const added = next.parameters.filter((parameter) => !isGiven(old, parameter));
  return [...old.parameters, ...added].filter(isAsked).map(({ in: place, name }) => {
    const before = `Parts<${member(types.sent, "parameters", place)}>`;
    const now = `Parts<${member(types.next, "parameters", place)}>`;
    const pick = (type: string) => `Some<${type}, ${quote(name)}>`;
    const isGone = !isGiven(next, { in: place, name });
    return {
      part: { kind: "parameter", in: place, name },
      lines: isGone ? [checkMember(now, name)] : checkSent(pick(before), pick(now)),
    };
  });
}

function createBodyChecks({ old, next, types }: Pair): TypeCheck[] {
  const before = member(types.sent, "requestBody");
  const now = member(types.next, "requestBody");
  const whole: BrokenCode["part"] = { kind: "requestBody" };
  if (next.bodyTypes === undefined) {
    return old.bodyTypes === undefined ? [] : [{ part: whole, lines: [checkForward(`NonNullable<${before}>`, now)] }];
  }
  const presence = (type: string) => `Presence<Some<${type}, "requestBody">>`;
  const content = (type: string) => `Parts<${member(`Parts<${type}>`, "content")}>`;
  return [
    { part: whole, lines: [checkForward(presence(types.sent), presence(types.next))] },
    ...(old.bodyTypes ?? []).map(
      (mediaType): TypeCheck => ({
        part: { kind: "requestBody", mediaType },
        lines: next.bodyTypes?.includes(mediaType)
          ? checkSent(member(content(before), mediaType), member(content(now), mediaType))
          : [checkMember(content(now), mediaType)],
      }),
    ),
  ];
}

function createResponseChecks(pair: Pair): TypeCheck[] {
  const { old, next, types } = pair;
  const gone = [...old.responses.keys()].filter((status) => !next.responses.has(status));
  return [
    ...gone.flatMap((status): TypeCheck[] => {
      const part = { kind: "response", status } as const;
      if (isSuccess(old, status))
        return [{ part, lines: [checkMember(`Parts<${member(types.next, "responses")}>`, status)] }];
      // An error that does not come any more breaks nobody, unless it comes as what a range of statuses says.
      const range = findKnownStatus(next, status);
      return range === undefined ? [] : createStatusChecks(pair, status, range).map(({ lines }) => ({ part, lines }));
    }),
    ...[...next.responses.keys()].flatMap((status) => {
      const known = findKnownStatus(old, status);
      return known === undefined ? [] : createStatusChecks(pair, known, status);
    }),
  ];
}

/** Whether the client's method returns the response. */
function isSuccess({ responses }: CalledOperation, status: string): boolean {
  const hasSuccess = [...responses.keys()].some((other) => other.startsWith("2"));
  return status.startsWith("2") || (!hasSuccess && /^30[2378]$/.test(status));
}

/** The response under which the types had this status: the default one is an error for the client. */
function findKnownStatus({ responses }: CalledOperation, status: string): string | undefined {
  const candidates = [status, `${status[0]}XX`, ...(/^[45]/.test(status) ? ["default"] : [])];
  return candidates.find((candidate) => responses.has(candidate));
}

function createStatusChecks({ old, next, types }: Pair, known: string, status: string): TypeCheck[] {
  const before = member(`Parts<${member(types.received, "responses")}>`, known);
  const now = member(`Parts<${member(types.next, "responses")}>`, status);
  const content = (type: string) => `Parts<${member(type, "content")}>`;
  const oldTypes = old.responses.get(known) ?? [];
  const newTypes = next.responses.get(status) ?? [];
  const all = isSuccess(next, status) ? "Result" : "ErrorBody";
  const gone = known === status ? oldTypes.filter((mediaType) => !newTypes.includes(mediaType)) : [];
  return [
    ...(known === status ? [{ lines: checkReceived(member(before, "headers"), member(now, "headers")) }] : []),
    ...(known !== status && oldTypes.length > 0 && newTypes.length === 0
      ? [{ lines: [checkBackward(content(before), member(now, "content"))] }]
      : []),
    ...gone.map((mediaType) => ({ mediaType, lines: [checkMember(content(now), mediaType)] })),
    ...newTypes
      .filter((mediaType) => oldTypes.includes(mediaType) || oldTypes.length > 0 || all === "Result")
      .map((mediaType) => ({
        mediaType,
        lines: oldTypes.includes(mediaType)
          ? checkReceived(member(content(before), mediaType), member(content(now), mediaType))
          : [checkBackward(`${all}<${content(before)}>`, `${all}<Some<${content(now)}, ${quote(mediaType)}>>`)],
      })),
  ].map(({ lines, ...mediaType }) => ({ part: { kind: "response", status, ...mediaType }, lines }));
}
