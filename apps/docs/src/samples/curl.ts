import { type Call, jsonOf } from "./call.ts";

/** The call as a command of a POSIX shell. */
export function curl({ request, body, isAuthorized }: Call): string {
  const { method, url, headers } = request;
  return [
    `curl --fail-with-body --request ${method} ${quoted(url)}`,
    ...(isAuthorized ? ['--header "Authorization: Bearer $TOKEN"'] : []),
    ...Object.entries(headers).map(([name, value]) => `--header ${quoted(`${name}: ${value}`)}`),
    ...(body ? [`--header ${quoted(`Content-Type: ${body.mediaType}`)}`, `--data ${quoted(jsonOf(body.value))}`] : []),
  ].join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
