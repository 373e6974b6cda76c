// The cases of the JSON-Schema-Test-Suite: groups of values with a schema.
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatsByType, isAnnotation, keywordsByType, keywordsOfAnyType, listSubschemas } from "@run-summary/openapi";
import { createSchemaCheck } from "@run-summary/openapi/validation";

type Schema = boolean | Readonly<Record<string, unknown>>;

export interface SchemaCase {
  /** The file, the group and the test. */
  readonly name: string;
  readonly data: unknown;
  readonly valid: boolean;
}

export interface SchemaGroup {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly cases: readonly SchemaCase[];
}

export interface Suite {
  readonly groups: readonly SchemaGroup[];
  /** How many groups are left out, by the reason. */
  readonly leftOut: ReadonlyMap<string, number>;
}

interface SuiteGroup {
  readonly description: string;
  readonly schema: Schema;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

/**
 * Reads the groups below a folder whose schemas have only keywords and formats that the spec may have. Those without a type are
 * there again with the type that their keywords are for, as the lint asks for it ("typed").
 */
export async function readSuite(folder: string): Promise<Suite> {
  const files = (await Array.fromAsync(glob("**/*.json", { cwd: folder }))).toSorted();
  const groups: SchemaGroup[] = [];
  const leftOut = new Map<string, number>();
  for (const file of files) {
    for (const group of JSON.parse(await readFile(join(folder, file), "utf8")) as SuiteGroup[]) {
      const reason = typeof group.schema === "boolean" ? "true, false" : findUnpermitted(group.schema);
      if (reason === undefined) groups.push(readGroup(file, group));
      else leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
    }
  }
  return { groups: [...groups, ...groups.flatMap((group) => addType(group) ?? [])], leftOut };
}

function readGroup(file: string, { description, schema, tests }: SuiteGroup): SchemaGroup {
  const cases = tests.map((test) => ({ ...test, name: `${file}: ${description}: ${test.description}` }));
  return { schema: schema as SchemaGroup["schema"], cases };
}

const keywords: readonly string[] = [...keywordsOfAnyType, ...Object.values(keywordsByType).flat(), "$schema"];
const formats = Object.values(formatsByType).flat();

const dialect = "https://json-schema.org/draft/2020-12/schema";
const check = createSchemaCheck("2020-12", { strict: true });

/** The first keyword or format that a schema of the spec may not have; `undefined` where there is none. */
function findUnpermitted(schema: Readonly<Record<string, unknown>>): string | undefined {
  const keyword = Object.keys(schema).find((name) => !keywords.includes(name) && !isAnnotation(name));
  const [error] = keyword === undefined ? check(schema) : [];
  if (error !== undefined) return error.message;
  if (schema.$schema !== undefined && schema.$schema !== dialect) return "$schema";
  if (keyword !== undefined) return keyword;
  if (schema.format !== undefined && !formats.includes(schema.format as string)) return `format: ${schema.format}`;
  const inner = listSubschemas(schema).map((child) => findUnpermitted(child.schema as SchemaGroup["schema"]));
  return inner.find((reason) => reason !== undefined);
}

/**
 * Adds to a schema the type that its keywords constrain; values of another type are then invalid. Returns `undefined` where the
 * keywords are those of no one type.
 */
function addType({ schema, cases }: SchemaGroup): SchemaGroup | undefined {
  if (schema.type !== undefined) return undefined;
  const types = Object.entries(keywordsByType).filter(([, names]) =>
    names.some((name: string) => name !== "format" && name in schema),
  );
  const type = schema.format === undefined ? types.at(-1)?.[0] : "string";
  if (type === undefined) return undefined;
  return {
    schema: { ...schema, type },
    cases: cases.map((one) => ({ ...one, name: `typed ${one.name}`, valid: one.valid && getType(one.data) === type })),
  };
}

function getType(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
