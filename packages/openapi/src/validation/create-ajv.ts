import { Ajv, type Options, type SchemaValidateFunction } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** A version of JSON Schema. */
export type Dialect = "draft-07" | "2019-09" | "2020-12";

const classes = { "draft-07": Ajv, "2019-09": Ajv2019, "2020-12": Ajv2020 };

// Ajv's own keyword compares each item with each other one: a list of 60,000 objects takes minutes.
const keyword = "uniqueItems";

/** A validator of a version of JSON Schema that knows the formats of ajv-formats and takes keywords that it does not know. */
export function createAjv(dialect: Dialect, options: Options = {}): Ajv {
  const ajv = addFormats.default(new classes[dialect]({ strict: false, logger: false, ...options }));
  ajv.addFormat("date-time", isDateTime).addFormat("uuid", uuid);
  return ajv.removeKeyword(keyword).addKeyword({
    keyword,
    type: "array",
    schemaType: "boolean",
    validate: hasUniqueItems,
  });
}

const hasUniqueItems: SchemaValidateFunction = (isRequired: boolean, items: readonly unknown[]) => {
  const duplicate = isRequired ? findDuplicate(items) : undefined;
  if (duplicate === undefined) return true;
  const message = `must NOT have duplicate items (items ## ${duplicate.join(" and ")} are identical)`;
  hasUniqueItems.errors = [{ keyword, message, params: {} }];
  return false;
};

/** Finds the first item that is equal to an earlier one, and returns the indexes of both. */
function findDuplicate(items: readonly unknown[]): [earlier: number, later: number] | undefined {
  const indexes = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const text = JSON.stringify(item, sortKeys);
    const earlier = indexes.get(text);
    if (earlier !== undefined) return [earlier, index];
    indexes.set(text, index);
  }
  return undefined;
}

function sortKeys(_key: string, value: unknown): unknown {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

// ajv-formats takes an offset such as `+01` or `+24:00`, the hour 24, a space for the `T`, and the prefix `urn:uuid:`.
const dateTime = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i; // RFC 3339
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i; // RFC 9562

// The days of the months and leap seconds are checked by ajv-formats, which rounds a long fraction up.
const dateTimeFormat = addFormats.default.get("date-time");

function isDateTime(text: string): boolean {
  const { validate } = dateTimeFormat as { validate: (value: string) => boolean };
  return dateTime.test(text) && validate(text.replace(/\.\d+/, ""));
}
