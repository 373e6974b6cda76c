import {
  flattenSchema,
  formatPointer,
  type HttpRequest,
  type OpenApiDocument,
  type Operation,
  type Parameter,
} from "@run-summary/openapi";
import type { Validator } from "@run-summary/openapi/validation";
import type { FactName, ParameterCase, RequestCase } from "./contract-case.ts";
import { buildAuthorizedRequest, createFirstInput, getSuccessStatus } from "./example-cases.ts";
import { listVariants } from "./variants.ts";

// JavaScript reads these as numbers. JSON does not.
const notNumbers = ["0x1", "+1", "1_0", "01", "Infinity", "1 2"];
// Characters that have a meaning in a URL.
const special = "50%/a b?ä&c=d#e+f";

type Text = string | readonly string[];

/** A text that a request can hold, or the texts of a list, and the attributes of the parameter that it is about. */
interface Sample {
  readonly value: Text;
  readonly attributes: readonly string[];
}

/** Requests with values of a parameter around the boundaries of its schema, and without a required parameter. */
export function listParameterCases(
  document: OpenApiDocument,
  validator: Validator,
  operation: Operation,
): ParameterCase[] {
  const input = createFirstInput(operation);
  const success = getSuccessStatus(operation);
  const findStatus = ({ required, in: location, schema }: Parameter, value: Text | undefined): number => {
    // An empty text is no value of a required parameter. In a path it makes another path.
    if (required && (value === undefined || value === "")) return location === "path" ? 404 : 400;
    if (value === undefined) return success;
    return validator.validateValue(schema, readText(document, schema, value)).length === 0 ? success : 400;
  };
  const createCase = (parameter: Parameter, { value, attributes }: Partial<Sample>): ParameterCase => {
    const { name, in: location } = parameter;
    const request = buildAuthorizedRequest(operation, { ...input, [name]: value });
    const isRefused = isRefusedPath(request);
    const status = isRefused ? 400 : findStatus(parameter, value);
    const isMissing = value === undefined || value === "";
    const own = [
      ...(parameter.required && isMissing ? ["required"] : (attributes ?? ["required"])),
      ...(status === 400 ? ["in"] : []),
    ];
    return {
      title: value === undefined ? `without ${name}` : `${name}: ${[value].flat().map(formatText).join(" and ")}`,
      request,
      status,
      location:
        isRefused || status === 404
          ? "/path"
          : formatPointer([location, location === "header" ? name.toLowerCase() : name]),
      facts: own.map((attribute): FactName => ({ subject: ["parameter", name], attribute })),
      parameter,
      value,
    };
  };
  return operation.parameters.flatMap((parameter) => [
    ...listSamples(document, parameter)
      .map((sample) => createCase(parameter, sample))
      // A path that begins with two slashes depends on what stands before it.
      .filter(({ request }) => !request.target.startsWith("//")),
    ...(parameter.required && parameter.in !== "path" ? [createCase(parameter, {})] : []),
  ]);
}

// Other programs read another address where a path has control characters.
function isRefusedPath({ target }: HttpRequest): boolean {
  const [path = ""] = target.split("?");
  return /\p{Cc}/u.test(decodeURIComponent(path));
}

/** Requests in which the value of a path parameter is two segments of the path. */
export function listPathCases(operation: Operation): RequestCase[] {
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
    });
}

function formatText(text: string): string {
  return /^[!-~]+$/.test(text) ? text : JSON.stringify(text);
}

/** The values that a request can hold as the parameter, as texts. */
function listSamples(document: OpenApiDocument, { in: location, schema, example }: Parameter): Sample[] {
  const variants = [
    ...listVariants(document, schema, example),
    ...notNumbers.map((value) => ({ value, facts: [{ subject: [], attribute: "type" }] })),
    ...(location === "header" ? [] : [{ value: special, facts: [{ subject: [], attribute: "type" }] }]),
  ];
  const isList = flattenSchema(document, schema).items !== undefined;
  const samples = variants.flatMap(({ value, facts }): Sample[] => {
    const texts = isList ? formatItems(value) : formatScalar(value);
    return texts === undefined ? [] : [{ value: texts, attributes: facts.map(({ attribute }) => attribute) }];
  });
  const inHeader = /^([!-~]([ -~]*[!-~])?)?$/;
  const sendable = samples.filter(({ value }) => location !== "header" || inHeader.test(String(value)));
  return [...Map.groupBy(sendable, ({ value }) => String(value)).values()].map((group) => ({
    value: group[0]?.value ?? "",
    attributes: [...new Set(group.flatMap(({ attributes }) => attributes))],
  }));
}

function formatScalar(value: unknown): string | undefined {
  return typeof value === "object" ? undefined : String(value);
}

function formatItems(value: unknown): string[] | undefined {
  const isSendable = Array.isArray(value) && value[0] !== undefined && value.every((item) => typeof item !== "object");
  return isSendable ? value.map(String) : undefined;
}

/** The text of a parameter as a value of its schema's type; the text itself where it is no such value. */
function readText(document: OpenApiDocument, referenced: object, text: Text): unknown {
  const { type, items } = flattenSchema(document, referenced);
  if (items) return [text].flat().map((item) => readText(document, items, item));
  if (typeof text !== "string") return text;
  const types = [type].flat();
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  if (isNumber && (types.includes("integer") || types.includes("number"))) return Number(text);
  return types.includes("boolean") && /^(true|false)$/.test(text) ? text === "true" : text;
}
