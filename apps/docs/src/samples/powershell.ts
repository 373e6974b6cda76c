import { type Call, formatJson } from "./call.ts";

/** The call in PowerShell. `Invoke-RestMethod` is not used, because it converts the response's time stamps to local time. */
export function createPowerShellSample({ request, url, input, needsToken }: Call): string {
  // Windows PowerShell takes the content type as a parameter of its own only.
  const { "content-type": contentType, ...headers } = request.headers;
  const fields = [
    ...(needsToken ? ['    Authorization = "Bearer $env:TOKEN"'] : []),
    ...Object.entries(headers).map(([name, value]) => `    ${quote(name)} = ${quote(value)}`),
  ];
  return [
    "$request = @{",
    `  Method = ${quote(request.method)}`,
    `  Uri = ${quote(url)}`,
    "  UseBasicParsing = $true",
    ...(fields.length > 0 ? ["  Headers = @{", ...fields, "  }"] : []),
    ...(contentType === undefined ? [] : [`  ContentType = ${quote(contentType)}`]),
    ...(request.body === undefined ? [] : [`  Body = @'\n${formatJson(input.body)}\n'@`]), // needs no escapes
    "}",
    "(Invoke-WebRequest @request).Content",
  ].join("\n");
}

// PowerShell reads typographic quotes as quotes.
function quote(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
