import { type Call, formatJson, indentLines } from "./call.ts";

/** The call in Python 3. It needs nothing but the standard library. */
export function createPythonSample({ request, url, input, needsToken }: Call): string {
  const headers = [
    ...(needsToken ? [`"Authorization": "Bearer " + os.environ["TOKEN"]`] : []),
    ...Object.entries(request.headers).map(([name, value]) => `${formatLiteral(name)}: ${formatLiteral(value)}`),
  ];
  const hasBody = request.body !== undefined;
  const lines = [
    formatLiteral(url),
    `method=${formatLiteral(request.method)}`,
    ...(headers.length > 0 ? [`headers={\n${headers.map((header) => `        ${header},\n`).join("")}    }`] : []),
    ...(hasBody ? [`data=json.dumps(${indentLines(formatLiteral(input.body), 4)}).encode()`] : []),
  ];
  return `${hasBody ? "import json\n" : ""}${needsToken ? "import os\n" : ""}import urllib.request

request = urllib.request.Request(
${lines.map((line) => `    ${line},\n`).join("")})
with urllib.request.urlopen(request) as response:
    print(response.read().decode())`;
}

const constants: Record<string, string> = { null: "None", true: "True", false: "False" };

// JSON is valid Python except for three words. The expression also matches strings, so it does not change words in them.
function formatLiteral(value: unknown): string {
  return formatJson(value, 4).replace(/"(?:[^"\\]|\\.)*"?|null|true|false/g, (token) => constants[token] ?? token);
}
