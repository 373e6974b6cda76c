import { Ajv, type Options } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** A version of JSON Schema. */
export type Dialect = "draft-07" | "2019-09" | "2020-12";

const classes = { "draft-07": Ajv, "2019-09": Ajv2019, "2020-12": Ajv2020 };

/** A validator of a version of JSON Schema that knows the formats of ajv-formats and takes keywords that it does not know. */
export function createAjv(dialect: Dialect, options: Options = {}): Ajv {
  return addFormats.default(new classes[dialect]({ strict: false, logger: false, ...options }));
}
