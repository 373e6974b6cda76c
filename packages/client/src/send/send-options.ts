import type { Connection } from "../connection.ts";
import type { NetworkError } from "../errors/network-error.ts";
import type { RequestTrace } from "../errors/request-trace.ts";
import type { TokenCycler } from "../token/token-cycler.ts";
import type { ResolvedRetryOptions, RetryOptions } from "./retry.ts";

/** Options of a client, and of a single call. */
export interface SendOptions {
  /** How many milliseconds each attempt may take, from its token to the end of the response. Default: 60,000. */
  readonly timeout?: number | undefined;
  readonly retry?: RetryOptions | undefined;
}

/** Options of a single call. */
export interface CallOptions extends SendOptions {
  /** Aborts the call. The method rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Further headers of the request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Why and when a request is sent again. */
export interface RetryEvent {
  /** The number of the next attempt: 2 for the first retry. */
  readonly attempt: number;
  /** Milliseconds until the next attempt. */
  readonly delay: number;
  /** The response, or the error where no complete response came. */
  readonly reason: Response | NetworkError;
}

/** Functions that the client calls and waits for. The requests that they get are without the token. */
export interface SendHooks {
  /** Called before each attempt. It may change the headers. */
  readonly onRequest?: ((request: Request, attempt: number) => unknown) | undefined;
  /** Called with each response, also where the request is sent again. Clone the response to read its body. */
  readonly onResponse?: ((response: Response, request: Request, attempt: number) => unknown) | undefined;
  /** Called before each wait. */
  readonly onRetry?: ((event: RetryEvent) => unknown) | undefined;
}

/** The options of one call with their defaults, and what the calls of a client share. */
export interface ResolvedSendOptions extends SendHooks {
  readonly connection: Connection;
  readonly getToken: TokenCycler;
  /** Whether a claims challenge can be met with a new token. */
  readonly canRenewToken: boolean;
  readonly timeout: number;
  readonly retry: ResolvedRetryOptions;
  readonly signal: AbortSignal | undefined;
}

/** Reads the whole body of a response. */
export type ReadBody<Body> = (response: Response) => Promise<Body>;

export interface SendResult<Body> {
  readonly response: Response;
  readonly body: Body;
  readonly trace: RequestTrace;
  /** The token that was sent. No error may show it. */
  readonly token: string;
}
