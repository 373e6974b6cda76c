import { type Call, formatRequestBody, getQuerySign, selectCredentials } from "./call.ts";

/** The call in PowerShell. `Invoke-RestMethod` is not used, because it converts the response's time stamps to local time. */
export function createPowerShellSample(call: Call): string {
  const { request, result } = call;
  // Windows PowerShell takes the content type as a parameter of its own only.
  const { "content-type": contentType, ...headers } = request.headers;
  const fields = [
    ...selectCredentials(call, "header").map(
      ({ name, prefix, variable }) => `    ${formatKey(name)} = "${prefix}$env:${variable}"`,
    ),
    ...Object.entries(headers).map(([name, value]) => `    ${quote(name)} = ${quote(value)}`),
  ];
  return [
    ...(result.kind === "location" ? ["# Needs PowerShell 7"] : []),
    "$request = @{",
    `  Method = ${quote(request.method)}`,
    `  Uri = ${formatUrl(call)}`,
    "  UseBasicParsing = $true",
    ...(fields.length > 0 ? ["  Headers = @{", ...fields, "  }"] : []),
    ...(contentType === undefined ? [] : [`  ContentType = ${quote(contentType)}`]),
    ...(request.body === undefined ? [] : [`  Body = @'\n${formatRequestBody(call)}\n'@`]), // needs no escapes
    ...(result.kind === "file" ? [`  OutFile = ${quote(result.file)}`] : []),
    // It would follow a redirect, and take one that it does not follow for an error.
    ...(result.kind === "location"
      ? ["  MaximumRedirection = 0", "  SkipHttpErrorCheck = $true", "  ErrorAction = 'SilentlyContinue'"]
      : []),
    "}",
    createAction(result.kind),
  ].join("\n");
}

function createAction(kind: Call["result"]["kind"]): string {
  if (kind === "file") return "Invoke-WebRequest @request";
  return `(Invoke-WebRequest @request).${kind === "location" ? "Headers.Location" : "Content"}`;
}

function formatUrl(call: Call): string {
  const keys = selectCredentials(call, "query").map(
    ({ name, variable }) => `${encodeURIComponent(name)}=$env:${variable}`,
  );
  if (keys.length === 0) return quote(call.url);
  return `${quote(call.url + getQuerySign(call))} + "${keys.join("&")}"`;
}

function formatKey(name: string): string {
  return /^\w+$/.test(name) ? name : quote(name);
}

// PowerShell reads typographic quotes as quotes.
function quote(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, "$&$&")}'`;
}
