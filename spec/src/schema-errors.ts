import { Ajv } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** Why a schema does not compile. */
export interface SchemaError {
  /** The keys that lead to the keyword that is wrong; none where the schema is wrong as a whole. */
  readonly keys: readonly string[];
  readonly message: string;
}

// The keywords of JSON Schema that hold a map of schemas, and those that hold one schema or a list of schemas.
const maps = new Set(["$defs", "dependentSchemas", "patternProperties", "properties"]);
const schemas = new Set([
  ...["additionalProperties", "allOf", "anyOf", "contains", "else", "if", "items", "not", "oneOf", "prefixItems"],
  ...["propertyNames", "then", "unevaluatedItems", "unevaluatedProperties"],
]);

// What OpenAPI adds to a schema, and references: others look after these.
const notJsonSchema = new Set(["$schema", "$ref", "$dynamicRef", "discriminator", "example", "externalDocs", "xml"]);

/** A version of JSON Schema. */
export type Dialect = "draft-07" | "2019-09" | "2020-12";

const validators = { "draft-07": Ajv, "2019-09": Ajv2019, "2020-12": Ajv2020 };

/**
 * A function that tells why a schema by itself, without the schemas inside it, does not compile under a version of JSON
 * Schema. With `strict`, keywords and formats that no validator knows are errors too.
 */
export function createSchemaCheck(
  dialect: Dialect,
  { strict }: { strict: boolean },
): (schema: object) => SchemaError[] {
  const options = { strict, strictRequired: false, strictTuples: false, strictTypes: false, logger: false } as const;
  const ajv = addFormats.default(new validators[dialect](options));

  const messageFor = (schema: Record<string, unknown>): string | undefined => {
    try {
      ajv.compile(schema);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  const errorsOf = (own: Record<string, unknown>): SchemaError[] => {
    const whole = messageFor(own);
    if (whole === undefined) return [];
    const byKeyword = Object.entries(own).flatMap(([keyword, value]) => {
      const message = messageFor({ [keyword]: value });
      return message === undefined ? [] : [{ keys: [keyword], message }];
    });
    return byKeyword.length > 0 ? byKeyword : [{ keys: [], message: whole }];
  };

  // A document without references has the same schema in many places, and it takes a millisecond to compile.
  const known = new Map<string, SchemaError[]>();
  return (schema) => {
    const own = withoutSubschemas(schema);
    const key = JSON.stringify(own);
    const errors = known.get(key) ?? errorsOf(own);
    known.set(key, errors);
    return errors;
  };
}

/** The schemas directly inside a schema, each with the keys that lead to it. */
export function subschemasOf(schema: object): [keys: string[], subschema: object][] {
  return Object.entries(schema)
    .flatMap(([keyword, value]): [string[], unknown][] => {
      if (maps.has(keyword)) return Object.entries(value).map(([name, child]) => [[keyword, name], child]);
      if (!schemas.has(keyword)) return [];
      return Array.isArray(value)
        ? value.map((child, index) => [[keyword, String(index)], child])
        : [[[keyword], value]];
    })
    .filter((entry): entry is [string[], object] => typeof entry[1] === "object" && entry[1] !== null);
}

function withoutSubschemas(schema: object): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (notJsonSchema.has(key) || key.startsWith("x-")) continue;
    if (schemas.has(key)) own[key] = Array.isArray(value) ? value.map(() => true) : true;
    else if (maps.has(key)) own[key] = Object.fromEntries(Object.keys(value as object).map((name) => [name, true]));
    else own[key] = value;
  }
  return own;
}
