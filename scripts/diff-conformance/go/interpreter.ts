// Runs the tests' functions. Specs are JSON; the findings are not known, so that a condition on them takes the branch that the
// test expects: where it searches for a finding, there is one.
import { addIds, Findings, negate } from "../findings.ts";
import { callBuiltIn, callMember, callValueMethod, getFindingPart, getMember, type World } from "./library.ts";
import type { Declarations } from "./parser.ts";
import {
  callMethod,
  createPlace,
  getChild,
  getField,
  getKey,
  listChildren,
  SpecPlace,
  setValue,
  toJson,
} from "./spec-place.ts";
import type { Expression, GoFunction, GoType, Statement } from "./syntax.ts";
import { Opaque, Pointer, Results, Struct, UnreadableError } from "./values.ts";

/** The variables of a block, and those around it. */
interface Scope {
  readonly values: Map<string, unknown>;
  readonly outer?: Scope;
}

/** A function with the variables around it. */
class Closure {
  readonly definition: GoFunction;
  readonly scope: Scope;

  constructor(definition: GoFunction, scope: Scope) {
    this.definition = definition;
    this.scope = scope;
  }
}

/** A map, such as `make(map[string]bool)`; the findings are those whose ids are its keys. */
class GoMap {
  readonly entries = new Map<unknown, unknown>();
  findings: Findings | undefined;
}

type Outcome = { readonly kind: "return"; readonly value: unknown } | { readonly kind: "break" } | undefined;

/**
 * Runs a test function.
 *
 * @throws {UnreadableError} at the first statement that cannot be read. The pairs until then are those of the world.
 */
export function runTest(name: string, { functions, values, unreadable }: Declarations, world: World): void {
  const globals: Scope = { values: new Map() };

  const run = (body: readonly Statement[], scope: Scope, within?: Findings): Outcome => {
    const inner: Scope = { values: new Map(), outer: scope };
    for (const statement of body) {
      const outcome = runStatement(statement, inner, within);
      if (outcome !== undefined) return outcome;
    }
    return undefined;
  };

  const runStatement = (statement: Statement, scope: Scope, within?: Findings): Outcome => {
    switch (statement.kind) {
      case "expression":
        evaluate(statement.value, scope);
        return undefined;
      case "assign":
        assign(statement, scope, within);
        return undefined;
      case "block":
        return run(statement.body, scope, within);
      case "if":
        return runIf(statement, scope, within);
      case "range":
        return runRange(statement, scope, within);
      case "return": {
        const results = statement.values.map((value) => mark(evaluate(value, scope), within));
        return { kind: "return", value: results.length === 1 ? results[0] : new Results(results) };
      }
      case "branch":
        return { kind: "break" };
      case "other":
        throw new UnreadableError(`the statement ${statement.word}`);
    }
  };

  const runIf = (statement: Statement & { kind: "if" }, outer: Scope, within?: Findings): Outcome => {
    const scope: Scope = { values: new Map(), outer };
    if (statement.before !== undefined) runStatement(statement.before, scope, within);
    const condition = evaluate(statement.condition, scope);
    const { then, otherwise } = statement;
    if (!(condition instanceof Findings)) {
      if (isTrue(condition)) return run(then, scope, within);
      return otherwise === undefined ? undefined : runStatement(otherwise, scope, within);
    }
    if (!condition.isNegated) {
      const outcome = run(then, scope, within === undefined ? condition : addIds(condition, within.ids));
      if (outcome?.kind === "return" || otherwise?.kind !== "if") return outcome;
    }
    return otherwise === undefined ? undefined : runStatement(otherwise, scope, within);
  };

  const runRange = (statement: Statement & { kind: "range" }, outer: Scope, within?: Findings): Outcome => {
    const { targets, of, body } = statement;
    for (const [key, value] of listEntries(evaluate(of, outer))) {
      const scope: Scope = { values: new Map(), outer };
      for (const [index, target] of targets.entries()) declare(target, index === 0 ? key : value, scope);
      const outcome = run(body, scope, within);
      if (outcome?.kind === "return") return outcome;
    }
    return undefined;
  };

  const assign = ({ targets, operator, values }: Statement & { kind: "assign" }, scope: Scope, within?: Findings) => {
    if (operator !== ":=" && operator !== "=") {
      const [target, value] = [targets[0] as Expression, values[0] as Expression];
      const sum = calculate(operator.slice(0, -1), evaluate(target, scope), evaluate(value, scope));
      setTarget(target, within === undefined ? sum : new Findings(within.run, "count", within.ids), scope);
      return;
    }
    const results = evaluateAll(values, targets.length, scope);
    for (const [index, target] of targets.entries()) {
      const value = operator === "=" ? mark(results[index], within) : results[index];
      if (operator === ":=") declare(target, value, scope);
      else setTarget(target, value, scope);
    }
  };

  const evaluateAll = (values: readonly Expression[], count: number, scope: Scope): readonly unknown[] => {
    const [first] = values;
    if (first === undefined || values.length === count) return values.map((value) => evaluate(value, scope));
    const result = evaluate(first, scope);
    if (result instanceof Results) return result.values;
    // `value, ok := findings[0].(Type)`, and the results of an opaque call.
    return Array.from({ length: count }, (_, index) => (index === 0 || result instanceof Findings ? result : true)).map(
      (value) => (result instanceof Opaque ? result : value),
    );
  };

  const declare = (target: Expression, value: unknown, scope: Scope): void => {
    if (target.kind === "name") scope.values.set(target.name, value ?? null);
  };

  const setTarget = (target: Expression, value: unknown, scope: Scope): void => {
    if (target.kind === "name") {
      if (target.name !== "_") findScope(target.name, scope)?.values.set(target.name, value);
      return;
    }
    if (target.kind !== "select" && target.kind !== "index") {
      throw new UnreadableError("an assignment to something else than a field");
    }
    const owner = evaluate(target.of, scope);
    if (owner instanceof Findings || owner instanceof Opaque) return;
    if (target.kind === "select") {
      if (owner instanceof SpecPlace) setValue(getField(owner, target.name), value);
      else if (owner instanceof Struct) owner.fields[target.name] = value;
      else throw new UnreadableError(`an assignment to the field ${target.name}`);
      return;
    }
    const key = evaluate(target.index, scope);
    if (owner instanceof SpecPlace) setValue(getChild(owner, toJson(key) as string), value);
    else if (owner instanceof GoMap && key instanceof Findings) owner.findings = key;
    else if (owner instanceof GoMap) owner.entries.set(key, value);
    else if (Array.isArray(owner)) owner[Number(key)] = value;
    else throw new UnreadableError("an assignment to an element");
  };

  const evaluate = (expression: Expression, scope: Scope): unknown => {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "name":
        return getName(expression.name, scope);
      case "type":
        return createEmpty(expression.type);
      case "select":
        return select(expression, scope);
      case "assert":
        return evaluate(expression.of, scope);
      case "index":
        return getElement(evaluate(expression.of, scope), evaluate(expression.index, scope));
      case "slice":
        return slice(expression, scope);
      case "call":
        return call(expression, scope);
      case "composite":
        return createComposite(expression, expression.type ?? { name: "" }, scope);
      case "function":
        return new Closure(expression.value, scope);
      case "unary":
        return evaluateUnary(expression.operator, evaluate(expression.operand, scope));
      case "binary":
        return evaluateBinary(expression, scope);
    }
  };

  const getName = (name: string, scope: Scope): unknown => {
    if (name === "nil" || name === "_") return null;
    if (name === "true" || name === "false") return name === "true";
    const found = findScope(name, scope);
    if (found !== undefined) return found.values.get(name);
    const definition = functions.get(name);
    if (definition !== undefined) return new Closure(definition, globals);
    const value = values.get(name);
    if (value === undefined) throw new UnreadableError(`the name ${name}`);
    globals.values.set(name, evaluate(value, globals));
    return globals.values.get(name);
  };

  const isPackage = (expression: Expression, scope: Scope): expression is Expression & { kind: "name" } =>
    expression.kind === "name" &&
    findScope(expression.name, scope) === undefined &&
    !functions.has(expression.name) &&
    !values.has(expression.name);

  const select = ({ of, name }: Expression & { kind: "select" }, scope: Scope): unknown => {
    if (isPackage(of, scope)) return getMember(world, of.name, name);
    const owner = evaluate(of, scope);
    if (owner instanceof SpecPlace) return getField(owner, name);
    if (owner instanceof Struct) return owner.fields[name] ?? null;
    if (owner instanceof Findings) return getFindingPart(owner, name);
    if (owner instanceof Opaque) return owner;
    throw new UnreadableError(`the field ${name}`);
  };

  const getElement = (owner: unknown, key: unknown): unknown => {
    if (owner instanceof SpecPlace) return getChild(owner, toJson(key) as string);
    if (owner instanceof Findings) return owner.part === "list" ? addIds(owner, [], "one") : owner;
    if (owner instanceof GoMap) {
      if (owner.findings === undefined) return owner.entries.get(key) ?? null;
      return world.isId(key) ? addIds(owner.findings, [key], "one") : owner.findings;
    }
    if (owner instanceof Opaque) return owner;
    if (Array.isArray(owner)) return owner[Number(key)];
    throw new UnreadableError("an element of something that is not read");
  };

  const slice = ({ of, from, to }: Expression & { kind: "slice" }, scope: Scope): unknown => {
    const owner = evaluate(of, scope);
    if (owner instanceof Findings || owner instanceof Opaque) return owner;
    const [start, end] = [from, to].map((bound) => (bound === undefined ? undefined : Number(evaluate(bound, scope))));
    return (toJson(owner) as unknown[]).slice(start, end);
  };

  const call = ({ callee, args, isSpread }: Expression & { kind: "call" }, scope: Scope): unknown => {
    const evaluated = args.map((arg) => evaluate(arg, scope));
    const rest = evaluated.at(-1) ?? [];
    const all = isSpread && Array.isArray(rest) ? [...evaluated.slice(0, -1), ...rest] : evaluated;
    if (callee.kind === "type") return all[0];
    if (callee.kind === "select") {
      if (isPackage(callee.of, scope)) return callMember(world, callee.of.name, callee.name, all);
      return callSelected(evaluate(callee.of, scope), callee.name, all);
    }
    if (callee.kind === "name" && isPackage(callee, scope)) {
      const builtIn = callBuiltIn(callee.name, all);
      if (builtIn !== undefined) return builtIn.result;
      throw new UnreadableError(unreadable.get(callee.name) ?? `the function ${callee.name}`);
    }
    return callValue(evaluate(callee, scope), all);
  };

  const callSelected = (owner: unknown, name: string, args: readonly unknown[]): unknown => {
    if (owner instanceof SpecPlace) {
      const result = callMethod(owner, name, args);
      if (result === undefined) throw new UnreadableError(`the method ${name} of a spec`);
      return result;
    }
    if (owner instanceof Struct && Object.hasOwn(owner.fields, name)) return callValue(owner.fields[name], args);
    // A part of a test runs where it stands.
    if (owner instanceof Opaque && name === "Run") return callValue(args[1], [owner]);
    return callValueMethod(world, owner, name, args);
  };

  const callValue = (callee: unknown, args: readonly unknown[]): unknown => {
    if (callee instanceof Opaque) return callee;
    if (!(callee instanceof Closure)) throw new UnreadableError("a call of something that is no function");
    const { parameters, isVariadic, body } = callee.definition;
    const scope: Scope = { values: new Map(), outer: callee.scope };
    for (const [index, parameter] of parameters.entries()) {
      const isRest = isVariadic && index === parameters.length - 1;
      scope.values.set(parameter, isRest ? args.slice(index) : (args[index] ?? null));
    }
    const outcome = run(body, scope);
    return outcome?.kind === "return" ? outcome.value : null;
  };

  const createComposite = ({ entries }: Expression & { kind: "composite" }, type: GoType, scope: Scope): unknown => {
    const create = (value: Expression, elementType: GoType): unknown =>
      value.kind === "composite" && value.type === undefined
        ? createComposite(value, elementType, scope)
        : evaluate(value, scope);
    if (type.name === "[]") return entries.map(({ value }) => create(value, type.element ?? { name: "" }));
    if (type.name.startsWith("openapi3.")) return createSpecPart(entries, create, type.name);
    const keyed = entries.map(({ key, value }, index): [string, unknown] => {
      const field = key?.kind === "name" && type.name !== "map" ? key.name : undefined;
      const name = field ?? (key === undefined ? (type.fields?.[index] ?? index) : toJson(evaluate(key, scope)));
      return [String(name), create(value, type.element ?? { name: "" })];
    });
    if (type.name === "map") return createMap(keyed);
    // A list type of oasdiff, such as `checker.BackwardCompatibilityChecks{...}`.
    if (entries.length > 0 && entries.every(({ key }) => key === undefined) && type.fields === undefined) {
      return keyed.map(([, value]) => value);
    }
    return new Struct(type.name, Object.fromEntries(keyed));
  };

  const createSpecPart = (
    entries: (Expression & { kind: "composite" })["entries"],
    create: (value: Expression, type: GoType) => unknown,
    typeName: string,
  ): unknown => {
    const inner = { name: "openapi3.part" };
    if (entries.length > 0 && entries.every(({ key }) => key === undefined)) {
      return entries.map(({ value }) => toJson(create(value, inner)));
    }
    const part = createPlace({});
    for (const { key, value } of entries) {
      const created = create(value, inner);
      if (key?.kind !== "name")
        setValue(getChild(part, toJson(evaluate(key as Expression, globals)) as string), created);
      else if (key.name === "Value" || (typeName.endsWith("AdditionalProperties") && /^(Has|Schema)$/.test(key.name))) {
        return created;
      } else if (key.name === "Extensions") setValue(getField(part, "Extensions"), created);
      else setValue(getChild(part, getKey(key.name)), created);
    }
    return /Types$|Requirements$|Refs$|Parameters$|Servers$|Tags$/.test(typeName) ? [] : part;
  };

  const evaluateBinary = ({ operator, left, right }: Expression & { kind: "binary" }, scope: Scope): unknown => {
    const one = evaluate(left, scope);
    if (operator === "&&" && !(one instanceof Findings) && !isTrue(one)) return false;
    if (operator === "||" && !(one instanceof Findings) && isTrue(one)) return true;
    return calculate(operator, one, evaluate(right, scope));
  };

  const calculate = (operator: string, one: unknown, other: unknown): unknown => {
    const findings = one instanceof Findings ? one : other;
    const rest = one instanceof Findings ? other : one;
    if (findings instanceof Findings) return calculateFindings(operator, findings, rest);
    if (one instanceof Opaque || other instanceof Opaque) return new Opaque();
    const [a, b] = [toComparable(one), toComparable(other)];
    switch (operator) {
      case "==":
        return isEqual(a, b);
      case "!=":
        return !isEqual(a, b);
      case "&&":
      case "||":
        return isTrue(other);
      case "+":
        return typeof a === "string" ? a + String(b) : Number(a) + Number(b);
      case "-":
        return Number(a) - Number(b);
      case "<":
        return Number(a) < Number(b);
      case ">":
        return Number(a) > Number(b);
      default:
        throw new UnreadableError(`the operator ${operator}`);
    }
  };

  const calculateFindings = (operator: string, findings: Findings, rest: unknown): unknown => {
    if (operator === "&&" && rest === false) return false;
    const ids = rest instanceof Findings ? rest.ids : world.isId(rest) ? [rest] : [];
    const part = findings.part === "count" ? "count" : "one";
    const found = addIds(findings, ids, part);
    const isSearchedInVain = (operator === "==") === (rest === null);
    return (operator === "==" || operator === "!=") && isSearchedInVain ? negate(found) : found;
  };

  const definition = functions.get(name);
  if (definition === undefined) throw new UnreadableError(unreadable.get(name) ?? `the function ${name}`);
  callValue(new Closure(definition, globals), [new Opaque()]);
}

function findScope(name: string, scope: Scope | undefined): Scope | undefined {
  if (scope === undefined || scope.values.has(name)) return scope;
  return findScope(name, scope.outer);
}

/** A value that a test notes only where there are such findings. */
function mark(value: unknown, within: Findings | undefined): unknown {
  if (within === undefined) return value;
  if (value instanceof Findings) return addIds(value, within.ids);
  return value === true ? new Findings(within.run, "one", within.ids) : value;
}

function evaluateUnary(operator: string, value: unknown): unknown {
  if (value instanceof Findings) return operator === "!" ? negate(value) : value;
  if (operator === "&") return typeof value === "object" ? value : new Pointer(value);
  // A copy of what a pointer points to.
  if (operator === "*") return value instanceof SpecPlace ? createPlace(toJson(value)) : value;
  if (operator === "!") return value instanceof Opaque ? value : !isTrue(value);
  if (operator === "-") return -Number(value);
  return value;
}

function listEntries(value: unknown): [unknown, unknown][] {
  if (value instanceof Findings) return [[0, value.part === "list" ? addIds(value, [], "one") : value]];
  if (value instanceof SpecPlace) return listChildren(value);
  if (value instanceof GoMap) {
    return value.findings === undefined ? [...value.entries] : [[value.findings, value.findings]];
  }
  if (Array.isArray(value)) return [...value.entries()];
  if (value === null) return [];
  throw new UnreadableError("a loop over something that is not read");
}

function createEmpty({ name }: GoType): unknown {
  return name === "map" ? new GoMap() : [];
}

/** A map with these entries; JSON where it is not empty. */
function createMap(entries: readonly [string, unknown][]): unknown {
  return entries.length === 0 ? new GoMap() : Object.fromEntries(entries);
}

function isTrue(value: unknown): boolean {
  if (value instanceof Opaque) throw new UnreadableError("a condition on something that is not read");
  return toComparable(value) === true;
}

function toComparable(value: unknown): unknown {
  return value instanceof SpecPlace || value instanceof Pointer ? toJson(value) : value;
}

// A field that is absent in JSON is Go's zero value.
function isEqual(one: unknown, other: unknown): boolean {
  const isZero = (value: unknown) =>
    value === null || value === undefined || value === "" || value === 0 || value === false;
  return one === other || (isZero(one) && isZero(other));
}
