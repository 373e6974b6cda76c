import type { paths } from "@run-summary/types";
import type { FetchOptions, FetchResponse, ParseAs } from "openapi-fetch";
import type { SelectedBody } from "./chosen-body.ts";
import type { BodyInput, IsSelective } from "./operation-method.ts";

/**
 * openapi-fetch's methods for the paths of the API. The types are stricter than openapi-fetch's own: a body must not hold
 * properties that the API does not know, and a call has no `fetch` option, which would send the request without the token.
 */
export interface PathMethods {
  GET: PathMethod<"get">;
  PUT: PathMethod<"put">;
  POST: PathMethod<"post">;
  DELETE: PathMethod<"delete">;
  OPTIONS: PathMethod<"options">;
  HEAD: PathMethod<"head">;
  PATCH: PathMethod<"patch">;
  TRACE: PathMethod<"trace">;
}

type PathMethod<Method extends string> = <Path extends PathsWith<Method>, As extends ParseAs = "json", Select = never>(
  path: Path,
  ...init: Init<PathOperation<Path, Method>, As, Select>
) => Promise<
  SelectedResponse<FetchResponse<PathOperation<Path, Method>, { parseAs: As }, `${string}/${string}`>, Select>
>;

type SelectedResponse<Response, Select> = Response extends { data: infer Data }
  ? Omit<Response, "data"> & { data: SelectedBody<Data, Select> }
  : Response;

type PathsWith<Method extends string> = {
  [Path in keyof paths]: paths[Path] extends Record<Method, { responses: unknown }> ? Path : never;
}[keyof paths];
type PathOperation<Path extends keyof paths, Method extends string> = Extract<
  paths[Path][Method & keyof paths[Path]],
  Record<string | number, unknown>
>;

type Init<Operation, As, Select> =
  Record<never, never> extends StrictOptions<Operation, As, Select>
    ? [init?: StrictOptions<Operation, As, Select>]
    : [init: StrictOptions<Operation, As, Select>];
type StrictOptions<Operation, As, Select> = Omit<FetchOptions<Operation>, "body" | "fetch" | "parseAs"> &
  BodyInput<Operation> & { parseAs?: As } & Selection<Select> &
  (IsSelective<Operation> extends true ? unknown : Selection<never>);
interface Selection<Select> {
  params?: { query?: { $select?: Select } };
}
