import { mapSubschemas } from "../schema/subschemas.ts";
import { createAjv, type Dialect } from "./create-ajv.ts";

/** Why a schema does not compile. */
export interface SchemaError {
  /** The keys that lead to the wrong keyword; empty where no single keyword is wrong. */
  readonly keys: readonly string[];
  readonly message: string;
}

// What OpenAPI adds to a schema, and references: other rules check these.
const notJsonSchema = new Set(["$schema", "$ref", "$dynamicRef", "discriminator", "example", "externalDocs", "xml"]);

/**
 * A function that lists why a schema does not compile under a version of JSON Schema. It ignores the schemas inside the
 * schema. With `strict`, keywords and formats that Ajv does not know are errors too.
 */
export function createSchemaCheck(
  dialect: Dialect,
  { strict }: { strict: boolean },
): (schema: object) => SchemaError[] {
  const ajv = createAjv(dialect, {
    ...{ strict, strictRequired: false, strictTuples: false, strictTypes: false },
    code: { optimize: false }, // what is compiled here validates nothing
  });

  const findMessage = (schema: Record<string, unknown>): string | undefined => {
    try {
      ajv.compile(schema);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  const listErrors = (schema: Record<string, unknown>): SchemaError[] => {
    const whole = findMessage(schema);
    if (whole === undefined) return [];
    const byKeyword = Object.entries(schema).flatMap(([keyword, value]) => {
      const message = findMessage({ [keyword]: value });
      return message === undefined ? [] : [{ keys: [keyword], message }];
    });
    return byKeyword.length > 0 ? byKeyword : [{ keys: [], message: whole }];
  };

  // A document without references holds the same schema in many places, and each takes a millisecond to compile.
  const known = new Map<string, SchemaError[]>();
  return (schema) => {
    const own = Object.entries(mapSubschemas(schema, () => true)).filter(
      ([keyword]) => !notJsonSchema.has(keyword) && !keyword.startsWith("x-"),
    );
    const key = JSON.stringify(own);
    const errors = known.get(key) ?? listErrors(Object.fromEntries(own));
    known.set(key, errors);
    return errors;
  };
}
