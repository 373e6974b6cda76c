import { compareResponses } from "../http/compare.ts";
import { describeResponse, type PlainRequest, type PlainResponse } from "../http/message.ts";
import type { CaseResult } from "../report.ts";

type Outcome = Omit<CaseResult, "name">;

/** What is special about an operation. */
export interface OperationFacts {
  /** Whether it has a schema that Prism cannot compile: Prism then validates nothing by it. */
  readonly isUnchecked: boolean;
  /** Whether it requires a header parameter that OpenAPI ignores. */
  readonly requiresIgnoredHeader: boolean;
}

/** Decides what a case shows, by what the mock and the stock server respond to a request. A text says why there is no response. */
export function decideVerdict(
  request: PlainRequest,
  stock: PlainResponse | string,
  ours: PlainResponse | string,
  { isUnchecked, requiresIgnoredHeader }: OperationFacts,
): Outcome {
  const describe = (response: PlainResponse | string) =>
    typeof response === "string" ? response : describeResponse(response);
  const body = request.body === undefined ? "" : `${request.body.slice(0, 300)}\n  `;
  const detail = `${request.method} ${request.target} ${request.headers.slice(4).join(" ")}\n  ${body}Prism ${describe(stock)}\n  mock  ${describe(ours)}`;
  const worse = (reason: string): Outcome => ({ verdict: "worse", reason, detail });
  const onPurpose = (reason: string): Outcome => ({ verdict: "on purpose", reason, detail });
  if (typeof ours === "string") return worse("no response");
  if (typeof stock === "string") return onPurpose("a response, where Prism has none");
  // The document's own example of an error is no failure.
  const isDocumented = ours.status === stock.status && !stock.body.includes("https://stoplight.io/prism/errors#");
  if (ours.status >= 500 && !isDocumented) return worse(`a status of ${ours.status}`);
  if (ours.status === stock.status) {
    const differences = ours.status >= 400 ? [] : compareResponses("expect-loose", withType(stock), ours);
    if (differences.length > 0) return worse(`differs: ${differences.join(", ")}`);
    if (ours.status >= 400 && ours.status < 500)
      return { verdict: "to be looked at", reason: "a request that was built as valid is refused by both", detail };
    return { verdict: "same" };
  }
  if (stock.status >= 500) return onPurpose("a response of the document, where Prism says 500");
  if (stock.status < 200) return onPurpose("another response, where Prism sends one that is not final (1XX)");
  if (isUnchecked && stock.status < 300 && [400, 422].includes(ours.status))
    return onPurpose("the request is validated by a schema that Prism cannot compile");
  if (ours.status >= 400 && stock.status >= 400)
    return { verdict: "to be looked at", reason: "a request that was built as valid is refused by both", detail };
  if (ours.status < 300 && requiresIgnoredHeader)
    return onPurpose("OpenAPI ignores a header parameter that is named Accept, Authorization or Content-Type");
  if (stock.status < 300 && ours.status === 400 && ours.body.includes('"code":"additionalProperties"'))
    return onPurpose("a part of `allOf` with `additionalProperties: false` forbids what the other parts name");
  if (
    ours.status < 300 &&
    stock.status === 422 &&
    request.headers.some((text) => text.startsWith("multipart/form-data"))
  )
    return onPurpose("the parts of a form may be lists and objects, which Prism refuses");
  return worse(`${ours.status} where Prism says ${stock.status}`);
}

// Of the stock server's headers, only the media type is compared.
function withType({ headers, ...response }: PlainResponse): PlainResponse {
  const { "content-type": type } = headers;
  return { ...response, headers: type === undefined ? {} : { "content-type": type } };
}
