import { type Call, jsonOf } from "./call.ts";

/**
 * The call in PowerShell. Not by `Invoke-RestMethod`, which turns the time stamps of an answer into local ones of another
 * offset.
 */
export function powershell({ request, body, isAuthorized }: Call): string {
  const { method, url, headers } = request;
  const fields = [
    ...(isAuthorized ? ['    Authorization = "Bearer $env:TOKEN"'] : []),
    ...Object.entries(headers).map(([name, value]) => `    ${quoted(name)} = ${quoted(value)}`),
  ];
  return [
    "$request = @{",
    `  Method = ${quoted(method)}`,
    `  Uri = ${quoted(url)}`,
    "  UseBasicParsing = $true",
    ...(fields.length > 0 ? ["  Headers = @{", ...fields, "  }"] : []),
    ...(body
      ? [`  ContentType = ${quoted(body.mediaType)}`, `  Body = @'\n${jsonOf(body.value)}\n'@`] // nothing is escaped there
      : []),
    "}",
    "(Invoke-WebRequest @request).Content",
  ].join("\n");
}

// PowerShell takes typographic quotes for quotes.
function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
