import { type Call, formatJson, getQuerySign, indentLines, selectCredentials } from "./call.ts";

/** The call in Python 3. It needs nothing but the standard library. */
export function createPythonSample(call: Call): string {
  const { request, result } = call;
  const headers = [
    ...selectCredentials(call, "header").map(
      ({ name, prefix, variable }) =>
        `${formatLiteral(name)}: ${prefix === "" ? "" : `${formatLiteral(prefix)} + `}os.environ["${variable}"]`,
    ),
    ...Object.entries(request.headers).map(([name, value]) => `${formatLiteral(name)}: ${formatLiteral(value)}`),
  ];
  const lines = [
    formatUrl(call),
    `method=${formatLiteral(request.method)}`,
    ...(headers.length > 0 ? [`headers={\n${headers.map((header) => `        ${header},\n`).join("")}    }`] : []),
    ...(request.body === undefined ? [] : [`data=${formatData(call)}`]),
  ];
  const modules = {
    json: request.body !== undefined && call.bodyKind === "json",
    os: call.credentials.length > 0,
    shutil: result.kind === "file",
    "urllib.parse": call.bodyKind === "form",
    "urllib.request": true,
  };
  return `${Object.entries(modules)
    .filter(([, isUsed]) => isUsed)
    .map(([name]) => `import ${name}\n`)
    .join("")}
request = urllib.request.Request(
${lines.map((line) => `    ${line},\n`).join("")})
${createAction(call)}`;
}

function createAction({ result }: Call): string {
  if (result.kind === "file") {
    return `with urllib.request.urlopen(request) as response, open(${formatLiteral(result.file)}, "wb") as file:
    shutil.copyfileobj(response, file)`;
  }
  if (result.kind !== "location") {
    return `with urllib.request.urlopen(request) as response:
    print(response.read().decode())`;
  }
  return `

class KeepRedirect(urllib.request.HTTPRedirectHandler):
    def http_error_302(self, request, response, *details):
        return response

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


with urllib.request.build_opener(KeepRedirect).open(request) as response:
    print(response.headers["Location"])`;
}

function formatUrl(call: Call): string {
  const keys = selectCredentials(call, "query");
  const parts = keys.map(({ name, variable }, index) => {
    const sign = index === 0 ? getQuerySign(call) : "&";
    return `${formatLiteral(`${sign}${encodeURIComponent(name)}=`)} + os.environ["${variable}"]`;
  });
  return [formatLiteral(call.url), ...parts].join(" + ");
}

function formatData({ request, bodyKind, input }: Call): string {
  const format = (value: unknown) => indentLines(formatLiteral(value), 4);
  if (bodyKind === "json") return `json.dumps(${format(input.body)}).encode()`;
  // Python would write `True`.
  const fields = (value: unknown) =>
    JSON.parse(JSON.stringify(value), (_, one) => (typeof one === "object" ? one : String(one)));
  if (bodyKind === "form") return `urllib.parse.urlencode(${format(fields(input.body))}, doseq=True).encode()`;
  return `${format(request.body)}.encode()`;
}

const constants: Record<string, string> = { null: "None", true: "True", false: "False" };

// JSON is valid Python except for three words. The expression also matches strings, so it does not change words in them.
function formatLiteral(value: unknown): string {
  return formatJson(value, 4).replace(/"(?:[^"\\]|\\.)*"?|null|true|false/g, (token) => constants[token] ?? token);
}
