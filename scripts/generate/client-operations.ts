import { fileURLToPath } from "node:url";
import {
  expandPath,
  flattenSchema,
  getBodyKind,
  type Header,
  listOperations,
  listSuccessContents,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Response,
} from "@run-summary/openapi";
import { type CheckGenerator, createCheckGenerator } from "./client-checks.ts";
import { type GeneratedFiles, notice } from "./generated-folder.ts";
import { joinLines, printKey } from "./print.ts";
import { generateResponseChecks } from "./response-checks.ts";
import { listServers, readAuthorization } from "./servers.ts";

/** The folder of the generated files, which are committed. */
export const folder: string = fileURLToPath(new URL("../../packages/client/src/generated/", import.meta.url));

/** Generates what the client must know of the document at run time. */
export function generateClientOperations(document: OpenApiDocument): GeneratedFiles {
  const operations = listOperations(document);
  const checks = createCheckGenerator(document);
  const operationsFile = generateOperationsFile(document, operations, checks);
  const responseChecks = generateResponseChecks(document, operations, checks);
  return {
    "servers.gen.ts": generateServersFile(document),
    "operations.gen.ts": operationsFile,
    "response-checks.gen.ts": responseChecks,
    // The last: it has the checks that the others refer to.
    "schema-checks.gen.ts": generateSchemaChecks(checks),
  };
}

function generateServersFile(document: OpenApiDocument): string {
  const { header, prefix } = readAuthorization(document);
  return joinLines([
    `// ${notice}`,
    "",
    "/** The address of the API in each cloud. */",
    "export const clouds = {",
    ...listServers(document).map(({ cloud, url }) => `  ${JSON.stringify(cloud)}: ${JSON.stringify(url)},`),
    "} as const;",
    "",
    "/** The header that has the token. */",
    `export const tokenHeader = ${JSON.stringify(header)};`,
    "",
    "/** What stands before the token. */",
    `export const tokenPrefix = ${JSON.stringify(prefix)};`,
  ]);
}

// The words that JavaScript does not take as a name of a variable in a module.
const reservedWords = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public return " +
    "static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);
// The names that the file itself imports.
const importedNames = [
  "TypedListOperation",
  "TypedOperation",
  "operations",
  ...["body", "check", "query", "read", "schemas"],
];

function generateOperationsFile(
  document: OpenApiDocument,
  operations: readonly Operation[],
  checks: CheckGenerator,
): string {
  const descriptions = operations.map((operation) => describeOperation(document, operation, checks));
  // What stands in texts is no use of an import.
  const code = descriptions
    .flat()
    .join("\n")
    .replace(/"(?:[^"\\]|\\.)*"?/g, "");
  const declarations = operations.flatMap((operation, index) => {
    const { operationId } = operation;
    const isFree = !reservedWords.has(operationId) && !importedNames.includes(operationId);
    const name = isFree ? operationId : `${operationId}_operation`;
    return [
      "",
      ...generateDocComment(operation),
      `${isFree ? "export " : ""}const ${name}: ${isList(document, operation) ? "TypedListOperation" : "TypedOperation"}<operations[${JSON.stringify(operationId)}]> = {`,
      ...(descriptions[index] ?? []).map((line) => `  ${line},`),
      "};",
      ...(isFree ? [] : [`export { ${name} as ${operationId} };`]),
    ];
  });
  if (operations.length === 0) return joinLines([`// ${notice}`, "", "export {};"]);
  const types = ["TypedListOperation", "TypedOperation"].filter((type) =>
    declarations.some((line) => line.includes(`: ${type}<`)),
  );
  return joinLines([
    `// ${notice}`,
    "",
    'import type { operations } from "@run-summary/types";',
    `import type { ${types.join(", ")} } from "../request/operation-description.ts";`,
    ...importModules(code),
    ...declarations,
  ]);
}

// A service that documents no success responds with one.
const undescribed: [status: string, response: Response] = ["2XX", { description: "", headers: {}, content: {} }];

const modules = {
  check: "../checks/checks.ts",
  body: "../request/body.ts",
  query: "../request/query.ts",
  read: "../response/readers.ts",
  schemas: "./schema-checks.gen.ts",
};

/** The imports of the modules that the code uses. */
function importModules(code: string): string[] {
  return Object.entries(modules)
    .filter(([name]) => code.includes(`${name}.`))
    .map(([name, path]) => `import * as ${name} from "${path}";`);
}

/** The properties of an `OperationDescription` of the client. */
function describeOperation(document: OpenApiDocument, operation: Operation, checks: CheckGenerator): string[] {
  const { method, path, parameters } = operation;
  const query = parameters.filter((parameter) => parameter.in === "query");
  const headers = parameters.filter((parameter) => parameter.in === "header").map(({ name }) => name);
  const successes = listSuccesses(operation);
  const accept = successes.flatMap(([, { content }]) => Object.keys(content));
  return [
    `method: ${JSON.stringify(method.toUpperCase())}`,
    `path: ${JSON.stringify(encodeLiterals(path))}`,
    ...(query.length > 0 ? [describeQuery(query)] : []),
    ...(headers.length > 0 ? [`headers: ${JSON.stringify(headers)}`] : []),
    ...describeBody(operation, checks),
    ...(accept.length > 0 ? [`accept: ${JSON.stringify([...new Set(accept)].join(", "))}`] : []),
    `responses: { ${(successes.length > 0 ? successes : [undescribed]).map(([status, response]) => `"${status}": ${describeReader(document, response)}`).join(", ")} }`,
    ...(isRedirect(successes) ? ['redirect: "manual"'] : []),
    ...(isList(document, operation) ? ["isList: true"] : []),
  ];
}

/** The path template with what stands outside its placeholders percent-encoded, as a URL requires it. */
function encodeLiterals(path: string): string {
  const parts = path.split(/(\{[^{}]+\})/);
  return parts.map((part, index) => (index % 2 === 0 ? expandPath(part, {}) : part)).join("");
}

function describeQuery(parameters: readonly Parameter[]): string {
  const entries = parameters.map(({ name, style, explode }) => {
    const form = explode ? "serializeForm" : "serializeCommaSeparated";
    return `${printKey(name)}: query.${style === "deepObject" ? "serializeDeepObject" : form}`;
  });
  return `query: { parameters: { ${entries.join(", ")} }, serialize: query.serializeQuery }`;
}

function describeBody({ requestBody }: Operation, checks: CheckGenerator): string[] {
  const [[mediaType, content] = []] = Object.entries(requestBody?.content ?? {});
  if (mediaType === undefined || content === undefined) return [];
  const kind = getBodyKind(mediaType);
  const isChecked = kind !== "binary" && kind !== "multipart";
  const serialize = { json: "serializeJson", form: "serializeForm" }[kind as string] ?? "serializeRaw";
  const entries = [
    ...(kind === "multipart" ? [] : [`mediaType: ${JSON.stringify(mediaType)}`]),
    ...(requestBody?.required ? ["isRequired: true"] : []),
    `serialize: body.${serialize}`,
    `check: ${isChecked ? generateShakenCheck(checks, content.schema) : "check.any"}`,
  ];
  return [`body: { ${entries.join(", ")} }`];
}

/** The check of a schema, in a form that a bundler leaves out where nothing uses it. */
function generateShakenCheck(checks: CheckGenerator, schema: object): string {
  const expression = checks.generateCheck(schema, "schemas.");
  return expression.includes("(") ? `/* @__PURE__ */ check.lazy(() => ${expression})` : expression;
}

/** The documented successes: responses with a status from 200 to 299, or else the redirects that are documented. */
function listSuccesses({ responses }: Operation): [status: string, response: Response][] {
  const entries = Object.entries(responses);
  const successes = entries.filter(([status]) => status.startsWith("2"));
  return successes.length > 0 ? successes : entries.filter(([status]) => /^30[2378]$/.test(status));
}

function isRedirect(successes: readonly (readonly [status: string, response: Response])[]): boolean {
  return successes[0]?.[0].startsWith("3") ?? false;
}

function describeReader(document: OpenApiDocument, { content, headers }: Response): string {
  const [[mediaType, { schema }] = [undefined, { schema: {} }]] = Object.entries(content);
  if (mediaType === undefined) return "Location" in headers ? describeHeaders(document, headers) : "read.readNothing";
  const kind = getBodyKind(mediaType);
  if (kind === "json") return isEntity(document, schema) ? "read.readEntity" : "read.readJson";
  return kind === "text" ? "read.readText" : "read.readStream";
}

function describeHeaders(document: OpenApiDocument, headers: Readonly<Record<string, Header>>): string {
  const types = Object.entries(headers).map(([name, { schema }]) => {
    const { type } = flattenSchema(document, schema);
    const isNumber = type === "integer" || type === "number";
    return `${printKey(name)}: ${JSON.stringify(isNumber ? "number" : type === "boolean" ? type : "string")}`;
  });
  return `/* @__PURE__ */ read.readHeaders({ ${types.join(", ")} })`;
}

/** Whether a schema is that of an object without a property `value`, or of several such objects. A list has that property. */
function isEntity(document: OpenApiDocument, schema: object): boolean {
  const { type, properties, oneOf, anyOf } = flattenSchema(document, schema);
  const branches = (oneOf ?? anyOf) as object[] | undefined;
  if (branches !== undefined) return branches.every((branch) => isEntity(document, branch));
  return type === "object" && properties !== undefined && !("value" in properties);
}

/** Whether an operation returns a page of a list: the array `value`, and the address of the next page. */
function isList(document: OpenApiDocument, operation: Operation): boolean {
  return listSuccessContents(operation).some(({ schema }) => {
    const { properties = {} } = flattenSchema(document, schema);
    const hasType = (name: string, type: string) =>
      [flattenSchema(document, properties[name] ?? {}).type].flat().includes(type);
    return hasType("value", "array") && hasType("@odata.nextLink", "string");
  });
}

function generateSchemaChecks(checks: CheckGenerator): string {
  const declarations = checks.listDeclarations().flatMap((declaration) => ["", declaration]);
  const isEmpty = declarations.length === 0;
  return joinLines([
    `// ${notice}`,
    "",
    isEmpty ? "export {};" : 'import * as check from "../checks/checks.ts";',
    ...declarations,
  ]);
}

function generateDocComment({ summary, description, isDeprecated }: Operation): string[] {
  const parts = [summary, description.trim(), isDeprecated ? "@deprecated" : ""].filter((part) => part !== "");
  const text = parts.join("\n\n").replaceAll("*/", "*\\/");
  return text === "" ? [] : ["/**", ...text.split("\n").map((line) => ` * ${line}`.trimEnd()), " */"];
}
