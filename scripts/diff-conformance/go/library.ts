// What the tests call of oasdiff and of other packages.
import { Findings, noteRequirement, type Pair, type Run } from "../findings.ts";
import { createPlace, deleteKey, getJson, hasBrokenReference, SpecPlace, toJson } from "./spec-place.ts";
import { Level, type LevelName, Opaque, Pointer, Results, Struct, UnreadableError } from "./values.ts";

/** What the functions of the library need from outside. */
export interface World {
  readonly constants: ReadonlyMap<string, string>;
  readonly isId: (value: unknown) => value is string;
  /** The bundled document in a file. */
  readonly readSpec: (file: string) => unknown;
  /** Takes each pair of documents that a test compares. */
  readonly addPair: (pair: Pair) => void;
}

type Args = readonly unknown[];

const parameterPlaces: Readonly<Record<string, string>> = {
  "openapi3.ParameterInHeader": "header",
  "openapi3.ParameterInPath": "path",
  "openapi3.ParameterInQuery": "query",
  "openapi3.ParameterInCookie": "cookie",
};

/** The value of `package.Name`; a function where it is called. */
export function getMember(world: World, packageName: string, name: string): unknown {
  const path = `${packageName}.${name}`;
  if (packageName === "checker" && /^(ERR|WARN|INFO|NONE)$/.test(name)) return new Level(name as LevelName);
  return world.constants.get(path) ?? parameterPlaces[path] ?? new Opaque();
}

/** Calls `package.Name(...args)`. What has no effect on specs and findings returns an opaque value. */
export function callMember(world: World, packageName: string, name: string, args: Args): unknown {
  const [first, second, third, fourth] = args;
  switch (`${packageName}.${name}`) {
    case "fmt.Sprintf":
      return formatText(String(toJson(first)), args.slice(1));
    case "json.Marshal":
      return new Results([createPlace(toJson(first)), null]);
    case "json.RawMessage":
      return typeof first === "string" ? createPlace(JSON.parse(first)) : first;
    case "load.NewSource":
      return first;
    case "load.NewSpecInfo":
      return new Results([createSpecInfo(world, second, args.slice(2)), null]);
    case "load.WithFlattenParams":
      return new Struct("load.WithFlattenParams", {});
    case "diff.NewConfig":
      return new Struct("diff.Config", {});
    case "diff.GetWithOperationsSourcesMap":
      return new Results([createPair(world, second, third), new Opaque(), null]);
    case "diff.GetPathsDiff":
      return new Results([createPair(world, takeOne(second), takeOne(third)), new Opaque(), null]);
    case "checker.NewConfig":
      return createConfig(first, args.slice(1));
    case "checker.GetAllChecks":
      return "all";
    case "checker.WithSeverityLevels":
      return new Struct("levels", first as Record<string, unknown>);
    case "checker.WithSingleCheck":
    case "checker.WithChecks":
      return new Struct("single", {});
    case "checker.CheckBackwardCompatibility":
      return createFindings(first, second, new Level("WARN"));
    case "checker.CheckBackwardCompatibilityUntilLevel":
      return createFindings(first, second, fourth);
    case "checker.ProcessIgnoredBackwardCompatibilityErrors":
      throw new UnreadableError("findings are ignored by a file");
    case "slices.Contains":
      return second instanceof Findings ? createContains(world, first, second) : new Opaque();
    case "openapi3.NewPaths":
    case "openapi3.NewOperation":
    case "openapi3.NewRequestBody":
      return createPlace({});
    case "openapi3.NewParameters":
      return createPlace([]);
    case "openapi3.NewSchemaRef":
      return first === "" ? second : createPlace({ $ref: first });
    case "openapi3.NewStringSchema":
      return createPlace({ type: "string" });
    case "openapi3.NewIntegerSchema":
      return createPlace({ type: "integer" });
    default:
      return callOther(world, packageName, name, args);
  }
}

function callOther(world: World, packageName: string, name: string, args: Args): unknown {
  if (packageName === "require" || packageName === "assert") {
    noteRequirement(name, args.slice(1), world.isId);
    return null;
  }
  if (packageName === "openapi3" && name !== "NewLoader") throw new UnreadableError(`openapi3.${name}`);
  // Such as `strings.Contains(text of a finding, ...)`: true where the test expects the finding.
  return args.find((arg) => arg instanceof Findings) ?? new Opaque();
}

/** Calls a method of a value that is no part of a spec. */
export function callValueMethod(world: World, value: unknown, method: string, args: Args): unknown {
  if (value instanceof Findings) return getFindingPart(value, method);
  if (value instanceof Opaque && method === "LoadFromFile") {
    return new Results([createPlace(world.readSpec(args[0] as string)), null]);
  }
  if (value instanceof Opaque) return value;
  if (value instanceof Struct && value.type === "diff.Config")
    throw new UnreadableError(`a diff config with ${method}`);
  throw new UnreadableError(`the method ${method}`);
}

/** The part of a finding that a method returns or a field has. */
export function getFindingPart(findings: Findings, name: string): Findings {
  const { run, ids, isNegated } = findings;
  if (name === "GetId" || name === "Id") return new Findings(run, "id", ids, isNegated);
  if (name === "GetLevel" || name === "Level") return new Findings(run, "level", ids, isNegated);
  return new Findings(run, "other", ids, isNegated);
}

// Parameters of a path mean the same as parameters of each of its operations.
const harmlessOptions: readonly string[] = ["load.WithFlattenParams"];

function createSpecInfo(world: World, file: unknown, options: Args): Struct {
  if (options.some((option) => !(option instanceof Struct && harmlessOptions.includes(option.type)))) {
    throw new UnreadableError("load options change the documents");
  }
  if (typeof file !== "string") throw new UnreadableError("a document that is not read from a file");
  return new Struct("load.SpecInfo", { Spec: createPlace(world.readSpec(file)) });
}

function takeOne(list: unknown): unknown {
  if (!Array.isArray(list) || list.length !== 1) throw new UnreadableError("several documents on one side");
  return list[0];
}

function createPair(world: World, base: unknown, next: unknown): Struct {
  const [baseSpec, nextSpec] = [base, next].map((info) => {
    const spec = info instanceof Struct ? info.fields.Spec : info;
    if (!(spec instanceof SpecPlace)) throw new UnreadableError("a comparison of something that is no spec");
    // Go keeps what a reference pointed to when the test has deleted it.
    if (hasBrokenReference(spec)) throw new UnreadableError("the test deletes what a reference points to");
    return structuredClone(getJson(spec));
  });
  const pair = { base: baseSpec, next: nextSpec, expectations: [] } as unknown as Pair;
  world.addPair(pair);
  return new Struct("diff.Diff", { pair });
}

/** A config whose fields say whether all checks run, and which levels the test gives to ids. */
function createConfig(checks: unknown, options: Args): Struct {
  const structs = options.filter((option) => option instanceof Struct);
  const isSingle = checks !== "all" || structs.some(({ type }) => type === "single");
  const levels = Object.assign({}, ...structs.filter(({ type }) => type === "levels").map(({ fields }) => fields));
  return new Struct("checker.Config", { isComplete: !isSingle, levels });
}

function createFindings(config: unknown, difference: unknown, threshold: unknown): Findings {
  if (!(config instanceof Struct) || !(difference instanceof Struct) || !(threshold instanceof Level)) {
    throw new UnreadableError("a check of something that is not read");
  }
  const { isComplete = false, levels = {}, StabilityLevel } = config.fields;
  const run = {
    pair: difference.fields.pair as Pair,
    threshold: threshold.name,
    // Below a stability level there are no findings.
    isComplete: isComplete === true && StabilityLevel === undefined,
    levels: levels as Run["levels"],
  };
  return new Findings(run, "list");
}

function createContains(world: World, list: unknown, findings: Findings): Findings {
  const ids = Array.isArray(list) ? list.filter(world.isId) : [];
  return new Findings(findings.run, "one", ids);
}

function formatText(format: string, values: Args): string {
  let index = 0;
  return format.replaceAll(/%[a-z]/g, () => String(toJson(values[index++] ?? null)));
}

/** Calls a built-in function or a conversion such as `uint64(1)`; `undefined` where there is none of this name. */
export function callBuiltIn(name: string, args: Args): { readonly result: unknown } | undefined {
  const [first, second] = args;
  switch (name) {
    case "append":
      return { result: appendValues(first, args.slice(1)) };
    case "delete":
      if (first instanceof SpecPlace) deleteKey(first, String(toJson(second)));
      return { result: null };
    case "len":
      return { result: getLength(first) };
    case "make":
      return { result: first };
    case "new":
      return { result: new Pointer(0) };
    case "panic":
    case "print":
    case "println":
      return { result: null };
    default:
      return /^(u?int\d*|float\d\d|string|bool|any|byte)$/.test(name) ? { result: first } : undefined;
  }
}

function appendValues(list: unknown, values: Args): unknown {
  const finding = [list, ...values].find((value) => value instanceof Findings);
  if (finding !== undefined) return new Findings(finding.run, finding.part === "id" ? "id" : "list", finding.ids);
  const old = list instanceof SpecPlace ? ((getJson(list) ?? []) as unknown[]) : Array.isArray(list) ? list : [];
  return [...old, ...values];
}

function getLength(value: unknown): unknown {
  if (value instanceof Findings) return new Findings(value.run, "count", value.ids);
  const json = value instanceof SpecPlace ? getJson(value) : value;
  return Array.isArray(json) || typeof json === "string" ? json.length : Object.keys((json as object) ?? {}).length;
}
