// What there is of Prism here, without what a mock seldom or never uses, and with formats as they are.
import "./load-lazily.ts";
import "./strict-formats.ts";
import { createRequire } from "node:module";

export { getHttpOperationsFromSpec } from "@stoplight/prism-http/dist/utils/operations.js";
export { validateInput, validateOutput } from "@stoplight/prism-http/dist/validator/index.js";
export { validateAgainstSchema } from "@stoplight/prism-http/dist/validator/validators/utils.js";

type Mocker = typeof import("@stoplight/prism-http/dist/mocker/index.js")["default"];
/** Prism's choice of an answer. */
export const mocker: Mocker = createRequire(import.meta.url)("@stoplight/prism-http/dist/mocker/index.js").default;
