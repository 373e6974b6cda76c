import type { IHttpRequest } from "@stoplight/prism-http";
import { HttpParamStyles, type IHttpOperation, type IHttpParam, type IHttpQueryParam } from "@stoplight/types";
import { listParameters, type Place, places, type ReadParameter } from "../validation/parameters.ts";
import type { Violation } from "../validation/violation.ts";
import { validateRequest } from "./instance.ts";

/**
 * Returns what the operation forbids in a request. Prism reads the body alone: the parameters, which have been read, are given to
 * it as one object for each place, so that it only validates them.
 */
export async function validateInput(
  operation: IHttpOperation,
  request: IHttpRequest,
  parameters: readonly ReadParameter[],
): Promise<Violation[]> {
  const values = places.map((place) => [place, collectValues(parameters, place)]);
  const query = Object.fromEntries(values) as Record<string, string>; // Prism's type knows texts alone
  const violations = await validateRequest(getReadOperation(operation), { ...request, url: { ...request.url, query } });
  return violations.map(restorePlace);
}

// Prism leaves out what is empty.
function collectValues(parameters: readonly ReadParameter[], wanted: Place): object {
  const found = parameters.filter(({ place, value }) => place === wanted && value !== undefined && value !== "");
  return Object.fromEntries(found.map(({ name, value }) => [name, value]));
}

const readOperations = new WeakMap<IHttpOperation, IHttpOperation>();

/** Returns the operation with one parameter for each place. It is the same one each time, so that Prism compiles it once. */
function getReadOperation(operation: IHttpOperation): IHttpOperation {
  const known = readOperations.get(operation);
  if (known !== undefined) return known;
  const parameters = listParameters(operation);
  const query = places.map((place) => createPlaceParameter(place, parameters));
  const { body } = operation.request ?? {};
  const created = { ...operation, request: { ...(body && { body }), query } };
  readOperations.set(operation, created);
  return created;
}

type Schema = NonNullable<IHttpParam["schema"]>;

function createPlaceParameter(place: Place, parameters: readonly Omit<ReadParameter, "value">[]): IHttpQueryParam {
  const own = parameters.filter((parameter) => parameter.place === place);
  const properties = own.map(({ name, parameter }): [string, Schema] => [name, parameter.schema ?? {}]);
  const required = own.filter(({ parameter }) => parameter.required).map(({ name }) => name);
  const schema: Schema = { type: "object", properties: Object.fromEntries(properties), required };
  // Prism would read the members of an object from texts; it does not see through `allOf`.
  return { id: place, name: place, style: HttpParamStyles.Form, schema: { allOf: [schema] } };
}

/** `query/path/id` is `path/id`. */
function restorePlace({ location, message, ...violation }: Violation): Violation {
  const [direction = "", where, place = "", ...keys] = location;
  if (where !== "query") return { ...violation, location, message };
  const wrapped = `Request query parameter ${place}`;
  const separator = message.startsWith(`${wrapped}.`) ? " parameter " : "";
  const rest = message.slice(wrapped.length + (separator === "" ? 0 : 1));
  return { ...violation, location: [direction, place, ...keys], message: `Request ${place}${separator}${rest}` };
}
