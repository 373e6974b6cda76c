import { formatPointer, type HttpRequest, type OpenApiDocument, type Parameter } from "@run-summary/openapi";
import type { Validator } from "@run-summary/openapi/validation";
import type { PathIndex } from "../operations/path-index.ts";
import type { PreparedOperation } from "../operations/prepare-operation.ts";
import { readSchema } from "../values/read-schema.ts";
import { formatTexts, readTexts, type Texts } from "../values/texts.ts";
import { listVariants, mergeFacts } from "../values/variants.ts";
import { type Budget, reduceVariants } from "./budget.ts";
import type { FactName, ParameterCase, RequestCase } from "./contract-case.ts";
import { buildAuthorizedRequest, createFirstInput, getSuccessStatus } from "./example-cases.ts";

// JavaScript reads these as numbers. JSON does not.
const notNumbers = ["0x1", "+1", "1_0", "01", "Infinity", "1 2"];
// Characters that have a meaning in a URL.
const special = "50%/a b?ä&c=d#e+f,g";

/** What a request can hold as a parameter, and the facts of the parameter that it is about. */
interface Sample {
  readonly value: Texts;
  readonly facts: readonly FactName[];
}

/** Requests with values of a parameter around the boundaries of its schema, and without a required parameter. */
export function listParameterCases(
  document: OpenApiDocument,
  validator: Validator,
  paths: PathIndex,
  operation: PreparedOperation,
  parameter: Parameter,
  budget: Budget,
): ParameterCase[] {
  const { name, in: location, required, schema } = parameter;
  const input = createFirstInput(operation);
  const success = getSuccessStatus(operation);
  const findStatus = (value: Texts | undefined): number => {
    // An empty text is no value of a required parameter. In a path it makes another path.
    if (required && (value === undefined || value === "")) return location === "path" ? 404 : 400;
    if (value === undefined) return success;
    return validator.validateValue(schema, readTexts(document, schema, value)).length === 0 ? success : 400;
  };
  const createCase = (value: Texts | undefined, facts: readonly FactName[] = []): ParameterCase => {
    const request = buildAuthorizedRequest(operation, { ...input, [name]: value });
    const isRefused = isRefusedPath(request);
    const status = isRefused ? 400 : findStatus(value);
    const isMissing = value === undefined || value === "";
    const own = [
      ...(required && isMissing ? [{ subject: [], attribute: "required" }] : facts),
      ...(status === 400 ? [{ subject: [], attribute: "in" }] : []),
    ];
    return {
      title: value === undefined ? `without ${name}` : `${name}: ${describeTexts(value)}`,
      request,
      status,
      location:
        isRefused || status === 404
          ? "/path"
          : formatPointer([location, location === "header" ? name.toLowerCase() : name]),
      facts: own.map(({ subject, attribute }) => ({ subject: ["parameter", name, ...subject], attribute })),
      parameter,
      value,
    };
  };
  return [
    ...listSamples(document, validator, parameter, budget)
      .map(({ value, facts }) => createCase(value, facts))
      // A path that begins with two slashes depends on what stands before it.
      .filter(({ request }) => !request.target.startsWith("//")),
    ...(required && location !== "path" ? [createCase(undefined)] : []),
  ].filter(({ status, request }) => status !== 404 || paths(request.target).length === 0);
}

// Other programs read another address where a path has control characters.
function isRefusedPath({ target }: HttpRequest): boolean {
  const [path = ""] = target.split("?");
  return /\p{Cc}/u.test(decodeURIComponent(path));
}

/** Requests in which each two of the optional parameters are both there, both missing, and only one of them is there. */
export function listPairCases(operation: PreparedOperation): RequestCase[] {
  const optional = operation.parameters.filter(({ required, example }) => !required && example !== undefined);
  if (optional.length < 2) return [];
  const input = createFirstInput(operation);
  const bits = Math.ceil(Math.log2(optional.length));
  // Two different numbers differ in a bit.
  const choices = Array.from({ length: bits }, (_, bit) => (index: number) => ((index >> bit) & 1) === 1);
  return [() => true, ...choices, ...choices.map((isGiven) => (index: number) => !isGiven(index))].map((isGiven) => {
    const given = optional.filter((_, index) => isGiven(index));
    return {
      title: `with ${given.map(({ name }) => name).join(" and ") || "no optional parameter"}`,
      request: buildAuthorizedRequest(operation, {
        ...input,
        ...Object.fromEntries(given.map(({ name, example }) => [name, example])),
      }),
      status: getSuccessStatus(operation),
      location: "",
      facts: given.map(({ name }) => ({ subject: ["parameter", name], attribute: "required" })),
    };
  });
}

/** Requests in which the value of a path parameter is two segments of the path, unless these make another path. */
export function listPathCases(paths: PathIndex, operation: PreparedOperation): RequestCase[] {
  const input = createFirstInput(operation);
  return operation.parameters
    .filter((parameter) => parameter.in === "path")
    .map(({ name }) => {
      const request = buildAuthorizedRequest(operation, { ...input, [name]: "a/b" });
      return {
        title: `${name}: a/b, not encoded`,
        request: { ...request, target: request.target.replace("%2F", "/") },
        status: 404,
        location: "/path",
        facts: [{ subject: [], attribute: "path" }],
      };
    })
    .filter(({ request }) => paths(request.target).length === 0);
}

function describeTexts(value: Texts): string {
  if (typeof value === "object" && !Array.isArray(value)) return JSON.stringify(value);
  const texts = [value].flat() as string[];
  return texts.map((text) => (/^[!-~]+$/.test(text) ? text : JSON.stringify(text))).join(" and ");
}

/** The values that a request can hold as the parameter. */
function listSamples(
  document: OpenApiDocument,
  validator: Validator,
  { in: location, schema: referenced, example }: Parameter,
  budget: Budget,
): Sample[] {
  const schema = readSchema(document, referenced);
  const facts = [{ subject: [], attribute: "type" }];
  const texts = [...notNumbers, ...(location === "header" ? [] : [special])].map((value) => ({
    ...{ keys: [], replacement: value, value, facts, schema },
  }));
  const [type] = [schema.type].flat();
  const form = getForm(type === "array" ? [] : type === "object" ? {} : "");
  const samples = reduceVariants(budget, validator, `${location} parameter`, [
    ...listVariants(document, referenced, example),
    ...texts,
  ]).flatMap(({ value, facts }): Sample[] => {
    const texts = formatTexts(value);
    return texts !== undefined && getForm(texts) === form ? [{ value: texts, facts }] : [];
  });
  const inHeader = /^([!-~]([ -~]*[!-~])?)?$/;
  const sendable = samples.filter(({ value }) => location !== "header" || inHeader.test(value as string));
  return [...Map.groupBy(sendable, ({ value }) => JSON.stringify(value)).values()].map((group) => ({
    value: group[0]?.value ?? "",
    facts: mergeFacts(group.flatMap(({ facts }) => facts)),
  }));
}

/** What a request has for a value: a text, a list, or an object of texts. */
function getForm(texts: Texts): string {
  if (typeof texts !== "object") return "text";
  if (Array.isArray(texts)) return "list";
  return Object.values(texts).every((text) => typeof text === "string") ? "object" : "nested lists";
}
