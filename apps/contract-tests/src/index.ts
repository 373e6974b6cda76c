export { checkProvider, type Exchange, type Provider } from "./check-provider.ts";
export { main } from "./main.ts";
export type { Violation } from "./validator.ts";
