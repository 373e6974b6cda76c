import type { RequestReport } from "../provider-check/check-provider.ts";

/** A request that was sent to a provider, in words. */
export interface DescribedRequest {
  readonly operationId: string;
  readonly request: string;
  /** A line for each mismatch of the response. */
  readonly mismatches: readonly string[];
}

const maxLength = 200;

/** Describes a request without the token, which a provider may send back. */
export function describeRequest({ operationId, request, mismatches }: RequestReport, token: string): DescribedRequest {
  const redactToken = (text: string) => text.replaceAll(token, "…");
  const lines = mismatches.map(({ pointer, expected, actual }) => {
    const text = redactToken(JSON.stringify(actual) ?? "nothing");
    const got = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
    return redactToken(`${pointer || "/"}: expected ${expected}; got ${got}`);
  });
  return { operationId, request: redactToken(request), mismatches: lines };
}

/** An error annotation of GitHub Actions for each mismatch, in the form of its workflow commands. */
export function formatAnnotations({ request, mismatches }: DescribedRequest): string[] {
  const title = escapeData(request).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return mismatches.map((line) => `::error title=${title}::${escapeData(line)}`);
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
