import { defaultPathSerializer } from "openapi-fetch";

/**
 * The address with its path parameters.
 *
 * @throws {TypeError} where one is missing, empty or dots, which encoding leaves as they are: it would be another address.
 */
export function pathSerializer(template: string, parameters: Record<string, unknown>): string {
  const url = defaultPathSerializer(template, parameters);
  if (/\{|(?<!:)\/\.{0,2}(\/|$)/.test(url)) throw new TypeError(`A path parameter is missing, or dots: ${url}`);
  return url;
}
