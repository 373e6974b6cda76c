import {
  buildRequest,
  createExampleInput,
  findSuccessStatus,
  getBodyKind,
  listRequestExamples,
  type OpenApiDocument,
  type Operation,
  type RequestExample,
} from "@run-summary/openapi";
import { hasClient, listServers } from "../reference/info.ts";
import { type Call, type Result, showOptionNames } from "./call.ts";
import { listCredentials } from "./credentials.ts";
import { createCurlSample } from "./curl.ts";
import { createPowerShellSample } from "./powershell.ts";
import { createPythonSample } from "./python.ts";
import { createTypeScriptSample } from "./typescript.ts";

/** A program that calls an operation with one of its request examples. It reads credentials from environment variables. */
export interface Sample {
  readonly operationId: string;
  /** The request example's name; undefined where the operation takes no body. */
  readonly example: string | undefined;
  /** The language. */
  readonly lang: string;
  /** The language, a note if the tests may not run the sample, and the example's name from the second example on. */
  readonly label: string;
  readonly source: string;
  /** Whether the tests run the sample. They only parse the others. */
  readonly isRun: boolean;
}

const languages = [
  { lang: "curl", comment: "#", createSample: createCurlSample, isRun: true },
  { lang: "TypeScript", comment: "//", createSample: createTypeScriptSample, isRun: true },
  { lang: "PowerShell", comment: "#", createSample: createPowerShellSample, isRun: false },
  { lang: "Python", comment: "#", createSample: createPythonSample, isRun: true },
] as const;

/** An operation's samples: each request example in each language, sent to the document's first server. */
export function createSamples(document: OpenApiDocument, operation: Operation): Sample[] {
  return listRequestExamples(operation).flatMap((example, index) => {
    const call = createCall(document, operation, example);
    return languages.map(({ lang, comment, createSample, isRun }) => ({
      operationId: operation.operationId,
      example: example.name,
      lang,
      label: `${lang}${isRun ? "" : " (not run by our tests)"}${index === 0 ? "" : `, ${example.name}`}`,
      source: `${example.name === undefined ? "" : `${comment} The request example ${example.name}\n`}${createSample(call)}`,
      isRun,
    }));
  });
}

function createCall(document: OpenApiDocument, operation: Operation, { mediaType, body }: RequestExample): Call {
  const input = createExampleInput(operation, body);
  const requestBody = mediaType === undefined ? undefined : { content: { [mediaType]: {} } };
  const request = buildRequest({ ...operation, requestBody }, input);
  const [server] = listServers(document);
  return {
    operationId: operation.operationId,
    input,
    request,
    url: (server?.url ?? "https://example.com") + showOptionNames(request.target),
    credentials: listCredentials(document, operation),
    bodyKind: mediaType === undefined ? undefined : getBodyKind(mediaType),
    result: readResult(operation),
    hasClient: hasClient(document),
  };
}

function readResult(operation: Operation): Result {
  const status = findSuccessStatus(operation);
  const { content = {}, headers = {} } = operation.responses[status ?? "2XX"] ?? operation.responses.default ?? {};
  const [mediaType] = Object.keys(content);
  if (mediaType === undefined) {
    const header = Object.keys(headers).find((name) => name.toLowerCase() === "location");
    return header === undefined ? { kind: "none" } : { kind: "location", header };
  }
  const kind = getBodyKind(mediaType);
  if (kind === "json" || kind === "text") return { kind };
  const [, extension = "bin"] = /^\w+\/(\w{2,4})$/.exec(mediaType) ?? [];
  return { kind: "file", file: `${operation.operationId}.${extension}` };
}
