// The three parts that validate values by a schema.
import { startMock } from "@run-summary/mock";
import type { OpenApiDocument } from "@run-summary/openapi";
import { createValidator } from "@run-summary/openapi/validation";
import { compileChecks } from "../generate/compile-checks.ts";
import type { SchemaGroup } from "./read-groups.ts";

/** Whether a part accepts the values of a group; a text says why it refuses the schema. */
export type Verdicts = readonly boolean[] | string;

/** Gives the verdicts of each group. */
export type Part = (groups: readonly SchemaGroup[]) => Promise<Verdicts[]>;

export const parts: Readonly<Record<"client" | "validator" | "mock", Part>> = {
  async client(groups) {
    const checks = await compileChecks(
      createDocument(groups),
      groups.map(({ schema }) => schema),
    );
    return groups.map(({ cases }, index) => cases.map(({ data }) => checks[index]?.(data).length === 0));
  },

  async validator(groups) {
    const { validateValue } = createValidator(createDocument(groups));
    return groups.map(({ schema, cases }) => {
      try {
        return cases.map(({ data }) => validateValue(schema, data).length === 0);
      } catch (error) {
        return (error as Error).message;
      }
    });
  },

  async mock(groups) {
    const mock = await startMock({ spec: createDocument(groups), strict: false });
    try {
      const verdicts: Verdicts[] = [];
      for (const [index, { cases }] of groups.entries()) verdicts.push(await sendValues(`${mock.url}/${index}`, cases));
      return verdicts;
    } finally {
      await mock.close();
    }
  },
};

/** A document with a path for each group, whose request body has the group's schema. */
function createDocument(groups: readonly SchemaGroup[]): OpenApiDocument {
  const paths = groups.map(({ schema }, index) => {
    const requestBody = { required: true, content: { "application/json": { schema } } };
    return [`/${index}`, { post: { requestBody, responses: { 204: { description: "The value is valid." } } } }];
  });
  return {
    openapi: "3.1.1",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: { title: "Schemas", version: "1" },
    paths: Object.fromEntries(paths),
  } as OpenApiDocument;
}

async function sendValues(url: string, cases: SchemaGroup["cases"]): Promise<Verdicts> {
  const verdicts: boolean[] = [];
  for (const { data } of cases) {
    const headers = { "content-type": "application/json" };
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(data) });
    const text = await response.text();
    if (![204, 400, 422].includes(response.status)) return `${response.status} ${text}`;
    verdicts.push(response.status === 204);
  }
  return verdicts;
}
