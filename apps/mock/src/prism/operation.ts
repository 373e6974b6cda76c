import type {
  Extensions,
  HttpSecurityScheme,
  IHttpHeaderParam,
  IHttpOperation,
  IHttpOperationRequest,
  IHttpOperationRequestBody,
  IHttpOperationResponse,
  IMediaTypeContent,
  IServer,
} from "@stoplight/types";

/** An operation as the mock serves it. Its lists are always there, and empty where the document has nothing for them. */
export interface Operation extends IHttpOperation {
  readonly extensions: Extensions;
  readonly request: OperationRequest;
  readonly responses: OperationResponse[];
  readonly security: HttpSecurityScheme[][];
  readonly servers: IServer[];
  /** The schemas that refer to themselves, by their names. */
  __bundled__: Record<string, unknown>;
}

interface OperationRequest extends Required<Omit<IHttpOperationRequest, "body" | "unknown">> {
  readonly body?: RequestBody;
}

interface RequestBody extends IHttpOperationRequestBody {
  readonly contents: Content[];
}

/** The response of a status, or of a range of statuses. */
export interface OperationResponse extends IHttpOperationResponse {
  readonly contents: Content[];
  readonly headers: IHttpHeaderParam[];
}

/** A body in one media type. */
export type Content = IMediaTypeContent & Required<Pick<IMediaTypeContent, "encodings" | "examples">>;
