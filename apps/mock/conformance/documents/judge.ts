import { compareResponses } from "../http/compare.ts";
import { describeResponse, type PlainRequest, type PlainResponse } from "../http/message.ts";
import type { CaseResult } from "../report.ts";

type Judgement = Omit<CaseResult, "name">;

/** Judges what the mock responds to a request, beside what the stock server responds. A text says why there is no response. */
export function judgeResponses(
  request: PlainRequest,
  stock: PlainResponse | string,
  ours: PlainResponse | string,
): Judgement {
  const describe = (response: PlainResponse | string) =>
    typeof response === "string" ? response : describeResponse(response);
  const body = request.body === undefined ? "" : `${request.body.slice(0, 300)}\n  `;
  const detail = `${request.method} ${request.target} ${request.headers.slice(4).join(" ")}\n  ${body}Prism ${describe(stock)}\n  mock  ${describe(ours)}`;
  const worse = (reason: string): Judgement => ({ verdict: "worse", reason, detail });
  if (typeof ours === "string") return worse("no response");
  if (typeof stock === "string") return { verdict: "on purpose", reason: "a response, where Prism has none" };
  if (ours.status === stock.status) {
    const differences = ours.status >= 400 ? [] : compareResponses("expect-loose", withType(stock), ours);
    if (differences.length > 0) return worse(`differs: ${differences.join(", ")}`);
    if (ours.status >= 400 && ours.status < 500)
      return { verdict: "to be looked at", reason: "a request that was built as valid is refused by both", detail };
    return { verdict: "same" };
  }
  if (ours.status >= 500) return worse(`a status of ${ours.status}`);
  if (stock.status >= 500) return { verdict: "on purpose", reason: "a response of the document, where Prism says 500" };
  if (ours.status >= 400 && stock.status >= 400)
    return { verdict: "to be looked at", reason: "a request that was built as valid is refused by both", detail };
  return worse(`${ours.status} where Prism says ${stock.status}`);
}

// Of the stock server's headers, only the media type is compared.
function withType({ headers, ...response }: PlainResponse): PlainResponse {
  const { "content-type": type } = headers;
  return { ...response, headers: type === undefined ? {} : { "content-type": type } };
}
