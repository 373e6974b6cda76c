import { serializeArrayParam, serializeObjectParam, serializePrimitiveParam } from "openapi-fetch";

/** Writes a parameter of the query, whose name is encoded. The text is empty where there is nothing to write. */
type SerializeParameter = (name: string, value: unknown) => string;

/** What the client must know of the parameters of a query, and what writes them. */
export interface QueryDescription {
  readonly parameters: Readonly<Record<string, SerializeParameter>>;
  readonly serialize: (parameters: QueryDescription["parameters"], values: Readonly<Record<string, unknown>>) => string;
}

/** Writes the parameters that have a value, with a question mark before them. */
export function serializeQuery(
  parameters: QueryDescription["parameters"],
  values: Readonly<Record<string, unknown>>,
): string {
  const search = Object.entries(parameters)
    .map(([name, serialize]) => (values[name] === undefined ? "" : serialize(encodeURIComponent(name), values[name])))
    .filter((text) => text !== "")
    .join("&");
  return search && `?${search}`;
}

/** The style `form`: a list is several parameters of the same name. */
export function serializeForm(name: string, value: unknown): string {
  return [value]
    .flat()
    .map((item) => serializePrimitiveParam(name, `${item}`))
    .join("&");
}

/** The style `form` without `explode`: `a=1,2`. */
export function serializeCommaSeparated(name: string, value: unknown): string {
  const items = [value].flat() as string[];
  return items.length === 0 ? "" : serializeArrayParam(name, items, { style: "form", explode: false });
}

/** The style `deepObject`: `a[b]=1&a[c]=2`. */
export function serializeDeepObject(name: string, value: unknown): string {
  const members = Object.entries(Object(value))
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [encodeURIComponent(key), `${member}`]);
  return serializeObjectParam(name, Object.fromEntries(members), { style: "deepObject", explode: true });
}
