// Prism, without the time that it takes to load what a mock seldom or never uses, and with formats as they are.
import "./load-lazily.ts";
import "./strict-formats.ts";

export { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";
export { validateAgainstSchema } from "@stoplight/prism-http/dist/validator/validators/utils.js";
