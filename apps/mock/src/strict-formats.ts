import { createRequire } from "node:module";

// Prism makes its validators when it is loaded, and these formats are more to it than they are by the RFCs 3339 and 9562:
// a space for the T, `+0800`, `+24:00`, a leap second that ends no day in UTC, `urn:uuid:`.
const require = createRequire(import.meta.resolve("@stoplight/prism-http"));
require("ajv-formats/dist/formats").fullFormats.uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
require("@stoplight/prism-http/dist/validator/validators/dateTime").date_time = isDateTime;

const form = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

function isDateTime(text: string): boolean {
  const day = text.slice(0, 10); // 30 February would be a day in March
  if (!form.test(text) || !new Date(day).toJSON()?.startsWith(day)) return false;
  const before = new Date(`${text.slice(0, 17)}59${text.slice(19)}`);
  return text.slice(17, 19) !== "60" || before.toJSON().includes("T23:59:59");
}
