import {
  type Content,
  findSuccessStatus,
  getBodyKind,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type Response,
} from "@run-summary/openapi";
import type { Validator } from "@run-summary/openapi/validation";
import { createSample } from "../values/arbitraries.ts";
import { type Credential, chooseCredentials } from "./credentials.ts";

/** An operation that cases can be made of. */
export interface PreparedOperation extends Operation {
  readonly credentials: readonly Credential[];
}

/** What cases are made of, and what the document itself gets wrong, a line each. */
export interface Preparation {
  /** None where no request can be made, or no right success is known. */
  readonly operations: readonly PreparedOperation[];
  readonly mistakes: readonly string[];
}

/**
 * Prepares an operation for its cases. Examples that contradict their schemas are left out. Each parameter and request body has an
 * example, which is made where the document shows none. The responses to HEAD have no bodies (RFC 9110, section 9.3.2).
 */
export function prepareOperation(document: OpenApiDocument, validator: Validator, operation: Operation): Preparation {
  const { method, path, requestBody, responses } = operation;
  const mistakes: string[] = [];
  const report = (text: string) => mistakes.push(`${method.toUpperCase()} ${path}: ${text}`);
  /** Whether a value conforms to a schema; `undefined` where nobody can say. */
  const isRight = (what: string, schema: object, value: unknown): boolean | undefined => {
    try {
      const [mismatch] = validator.validateValue(schema, value);
      if (mismatch !== undefined)
        report(`${what} contradicts its schema: ${mismatch.pointer} expected ${mismatch.expected}.`);
      return mismatch === undefined;
    } catch (error) {
      report(`the schema of ${what} cannot be used: ${(error as Error).message}`);
      return undefined;
    }
  };
  let isUsable = true;
  const createExample = (what: string, schema: object): unknown => {
    const sample = createSample(document, schema);
    if (sample !== undefined && isRight(what, schema, sample) !== true) isUsable = false;
    return sample;
  };
  const keepRight = (what: string, content: Readonly<Record<string, Content>>) =>
    mapValues(content, ({ schema, examples }, mediaType) => {
      const isBinary = getBodyKind(mediaType) === "binary";
      const right = Object.entries(examples).filter(
        ([name, value]) => isBinary || isRight(`the example ${name} of ${what}`, schema, value),
      );
      return { schema, examples: Object.fromEntries(right) };
    });
  const prepareParameter = (parameter: Parameter): Parameter => {
    const { name, schema, example } = parameter;
    const isKept = example !== undefined && isRight(`the example of the parameter ${name}`, schema, example);
    return { ...parameter, example: isKept ? example : createExample(`a value of the parameter ${name}`, schema) };
  };
  const body = requestBody && {
    ...requestBody,
    content: mapValues(keepRight("the body", requestBody.content), ({ schema, examples }) => {
      const isMissing = Object.keys(examples).length === 0;
      return { schema, examples: isMissing ? { sample: createExample("a body that is made", schema) } : examples };
    }),
  };
  const prepared: PreparedOperation = {
    ...operation,
    credentials: chooseCredentials(document, operation),
    parameters: operation.parameters.map(prepareParameter),
    requestBody: body,
    responses: mapValues(responses, (response, status) => ({
      ...response,
      content: method === "head" ? {} : keepRight(`the response ${status}`, response.content),
    })),
  };
  const success = findSuccessStatus(operation);
  if (success === undefined) report("no success is documented by its status.");
  const hasRightSuccess =
    success !== undefined && !hasOnlyWrongExamples(responses[success], prepared.responses[success]);
  return { operations: isUsable && hasRightSuccess ? [prepared] : [], mistakes };
}

/** Whether a response has examples, and all of them contradict their schemas. The mock sends them. */
function hasOnlyWrongExamples(before: Response | undefined, after: Response | undefined): boolean {
  const count = (response: Response | undefined) =>
    Object.values(response?.content ?? {}).flatMap(({ examples }) => Object.keys(examples)).length;
  return count(before) > 0 && count(after) === 0;
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  to: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]));
}
