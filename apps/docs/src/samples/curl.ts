import { type Call, formatRequestBody, getQuerySign, selectCredentials } from "./call.ts";

/** The call as a command for a POSIX shell. */
export function createCurlSample(call: Call): string {
  const { request, result } = call;
  const glob = /[[\]{}]/.test(call.url) ? "--globoff " : ""; // curl reads them as a list of addresses
  return [
    `curl --fail-with-body ${glob}--request ${request.method} ${formatUrl(call)}`,
    ...selectCredentials(call, "header").map(
      ({ name, prefix, variable }) => `--header "${name}: ${prefix}$${variable}"`,
    ),
    ...Object.entries(request.headers).map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
    ...formatData(call),
    ...(result.kind === "file" ? [`--output ${quote(result.file)}`] : []),
    ...(result.kind === "location" ? ["--output /dev/null --write-out '%header{location}\\n'"] : []),
  ].join(" \\\n  ");
}

function formatUrl(call: Call): string {
  const keys = selectCredentials(call, "query").map(({ name, variable }) => `${encodeURIComponent(name)}=$${variable}`);
  return keys.length === 0 ? quote(call.url) : `${quote(call.url + getQuerySign(call))}"${keys.join("&")}"`;
}

function formatData(call: Call): string[] {
  const { request, bodyKind, input } = call;
  if (request.body === undefined) return [];
  if (bodyKind !== "form") return [`--data-raw ${quote(formatRequestBody(call))}`];
  return Object.entries(input.body as object).flatMap(([name, values]) =>
    [values].flat().map((value) => `--data-urlencode ${quote(`${encodeURIComponent(name)}=${value}`)}`),
  );
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
