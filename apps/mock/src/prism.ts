// Prism, without the time that it takes to load what a mock seldom or never uses.
import "./load-lazily.ts";

export { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";
