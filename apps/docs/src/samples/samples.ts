import {
  buildRequest,
  createExampleInput,
  listOperations,
  listRequestExamples,
  listSuccessContents,
  type OpenApiDocument,
  type Operation,
  type RequestExample,
} from "@run-summary/openapi";
import type { Call } from "./call.ts";
import { createCurlSample } from "./curl.ts";
import { createPowerShellSample } from "./powershell.ts";
import { createPythonSample } from "./python.ts";
import { createTypeScriptSample } from "./typescript.ts";

/** A program that calls an operation with one of its request examples. It reads the access token from `TOKEN`. */
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

/** The samples of all operations: each request example in each language, sent to the document's first server. */
export function createSamples(document: OpenApiDocument): Sample[] {
  const server = document.servers?.[0]?.url ?? "";
  return listOperations(document).flatMap((operation) =>
    listRequestExamples(operation).flatMap((example, index) => {
      const call = createCall(operation, example, server);
      return languages.map(({ lang, comment, createSample, isRun }) => ({
        operationId: operation.operationId,
        example: example.name,
        lang,
        label: `${lang}${isRun ? "" : " (not run by our tests)"}${index === 0 ? "" : `, ${example.name}`}`,
        source: `${example.name === undefined ? "" : `${comment} The request example ${example.name}\n`}${createSample(call)}`,
        isRun,
      }));
    }),
  );
}

function createCall(operation: Operation, { mediaType, body }: RequestExample, server: string): Call {
  const input = createExampleInput(operation, body);
  const requestBody = mediaType === undefined ? undefined : { content: { [mediaType]: {} } };
  const request = buildRequest({ ...operation, requestBody }, input);
  return {
    operationId: operation.operationId,
    input,
    request,
    url: server + request.target,
    needsToken: operation.security.length > 0,
    hasResponseBody: listSuccessContents(operation).length > 0,
  };
}
