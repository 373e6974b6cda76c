import { type Call, formatJson } from "./call.ts";

/** The call as a command for a POSIX shell. */
export function createCurlSample({ request, url, input, needsToken }: Call): string {
  return [
    `curl --fail-with-body --request ${request.method} ${quote(url)}`,
    ...(needsToken ? ['--header "Authorization: Bearer $TOKEN"'] : []),
    ...Object.entries(request.headers).map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
    ...(request.body === undefined ? [] : [`--data ${quote(formatJson(input.body))}`]),
  ].join(" \\\n  ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
