import { type OpenApiDocument, type Operation, operationsOf } from "@run-summary/spec";
import type { Call } from "./call.ts";
import { curl } from "./curl.ts";
import { powershell } from "./powershell.ts";
import { python } from "./python.ts";
import { requestOf } from "./request.ts";
import { typescript } from "./typescript.ts";

/** A program that calls an operation with one of its request examples. It reads the access token from `TOKEN`. */
export interface Sample {
  readonly operationId: string;
  /** The request example's name; undefined where the operation takes no body. */
  readonly example: string | undefined;
  /** The language. */
  readonly lang: string;
  /** The language, that the tests do not run it where they do not, and the example's name for each but the first. */
  readonly label: string;
  readonly source: string;
  /** Whether the tests run it wherever they run; where not, they parse it. */
  readonly isRun: boolean;
}

const languages = [
  { lang: "curl", comment: "#", program: curl, isRun: true },
  { lang: "TypeScript", comment: "//", program: typescript, isRun: true },
  { lang: "PowerShell", comment: "#", program: powershell, isRun: false },
  { lang: "Python", comment: "#", program: python, isRun: true },
] as const;

/** The samples of each operation: each of its request examples in each language, to the document's first server. */
export function samplesOf(document: OpenApiDocument): Sample[] {
  const server = document.servers?.[0]?.url ?? "";
  return operationsOf(document).flatMap((operation) =>
    callsOf(operation, server).flatMap(({ example, call }, index) =>
      languages.map(({ lang, comment, program, isRun }) => ({
        operationId: operation.operationId,
        example,
        lang,
        label: `${lang}${isRun ? "" : " (not run by our tests)"}${index === 0 ? "" : `, ${example}`}`,
        source: `${example === undefined ? "" : `${comment} The request example ${example}\n`}${program(call)}`,
        isRun,
      })),
    ),
  );
}

function callsOf(operation: Operation, server: string): { example: string | undefined; call: Call }[] {
  const { operationId, parameters, requestBody, responses, security } = operation;
  const required = parameters.filter((parameter) => parameter.required);
  const values = Object.fromEntries(required.map(({ name, example }) => [name, example]));
  const call: Call = {
    operationId,
    input: values,
    request: requestOf(operation, server, values),
    body: undefined,
    isAuthorized: security.length > 0,
    isAnswered: Object.entries(responses).some(
      ([status, { content }]) => status.startsWith("2") && Object.keys(content).length > 0,
    ),
  };
  const examples = Object.entries(requestBody?.content ?? {}).flatMap(([mediaType, content]) =>
    Object.entries(content.examples).map(([example, value]) => ({
      example,
      call: { ...call, input: { ...values, body: value }, body: { value, mediaType } },
    })),
  );
  return examples.length > 0 ? examples : [{ example: undefined, call }];
}
