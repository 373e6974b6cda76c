import type { Operation } from "@run-summary/spec";

/** What a request to an operation consists of, beside its body and its token. */
export interface SampleRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The request to an operation below a server's address, with the parameters' values by name; a list has several. */
export function requestOf(
  {
    method,
    path,
    parameters,
  }: Pick<Operation, "method" | "path"> & {
    readonly parameters: readonly Pick<Operation["parameters"][number], "name" | "in">[];
  },
  server: string,
  values: Readonly<Record<string, unknown>>,
): SampleRequest {
  let url = server + path;
  const query: string[] = [];
  const headers: Record<string, string> = {};
  for (const { name, in: place } of parameters) {
    const texts = [values[name] ?? []].flat().map(String);
    if (place === "path") url = url.replace(`{${name}}`, () => encodeURIComponent(texts.join()));
    else if (place === "header" && texts.length > 0) headers[name] = texts.join();
    else if (place === "query") query.push(...texts.map((text) => [name, text].map(encodeURIComponent).join("=")));
  }
  return {
    method: method.toUpperCase(),
    url: query.length === 0 ? url : `${url}?${query.join("&")}`,
    headers,
  };
}
