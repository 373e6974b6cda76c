// The cases of the JSON-Schema-Test-Suite: groups of values with a schema.
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatsByType, isAnnotation, keywordsByType, keywordsOfAnyType, listSubschemas } from "@run-summary/openapi";

export type Schema = boolean | Readonly<Record<string, unknown>>;

export interface SchemaCase {
  readonly name: string;
  readonly data: unknown;
  readonly valid: boolean;
}

export interface SchemaGroup {
  readonly schema: Schema;
  readonly cases: readonly SchemaCase[];
}

interface SuiteGroup {
  readonly description: string;
  readonly schema: Schema;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

/** Reads the groups below a folder whose schemas have only keywords and formats that the lint of the spec permits. */
export async function readGroups(folder: string): Promise<SchemaGroup[]> {
  const files = (await Array.fromAsync(glob("**/*.json", { cwd: folder }))).toSorted();
  const groups = await Promise.all(
    files.map(async (file) => {
      const read = JSON.parse(await readFile(join(folder, file), "utf8")) as SuiteGroup[];
      return read.map(({ description, schema, tests }) => ({
        schema,
        cases: tests.map((test) => ({
          name: `${file}: ${description}: ${test.description}`,
          data: test.data,
          valid: test.valid,
        })),
      }));
    }),
  );
  return groups.flat().filter(({ schema }) => isPermitted(schema));
}

const keywords: readonly string[] = [...keywordsOfAnyType, ...Object.values(keywordsByType).flat(), "$schema"];
const formats = Object.values(formatsByType).flat();

function isPermitted(schema: Schema): boolean {
  if (typeof schema === "boolean") return true;
  const isKnown = Object.keys(schema).every((keyword) => keywords.includes(keyword) || isAnnotation(keyword));
  const hasKnownFormat = schema.format === undefined || formats.includes(schema.format as string);
  return isKnown && hasKnownFormat && listSubschemas(schema).every((child) => isPermitted(child.schema as Schema));
}

/**
 * Adds to a schema the type that its keywords constrain, as the lint asks for; values of another type are then invalid.
 * Returns `undefined` where the keywords are those of no one type.
 */
export function addType({ schema, cases }: SchemaGroup): SchemaGroup | undefined {
  if (typeof schema === "boolean" || schema.type !== undefined) return undefined;
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
