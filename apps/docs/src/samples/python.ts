import { type Call, indented, jsonOf } from "./call.ts";

/** The call as a program of Python 3, with nothing but the standard library. */
export function python({ request, body, isAuthorized }: Call): string {
  const { method, url, headers } = request;
  const fields = [
    ...(isAuthorized ? [`"Authorization": "Bearer " + os.environ["TOKEN"]`] : []),
    ...Object.entries(headers).map(([name, value]) => `${literal(name)}: ${literal(value)}`),
    ...(body ? [`"Content-Type": ${literal(body.mediaType)}`] : []),
  ];
  const lines = [
    literal(url),
    `method=${literal(method)}`,
    ...(fields.length > 0 ? [`headers={\n${fields.map((field) => `        ${field},\n`).join("")}    }`] : []),
    ...(body ? [`data=json.dumps(${indented(literal(body.value), 4)}).encode()`] : []),
  ];
  return `${body ? "import json\n" : ""}${isAuthorized ? "import os\n" : ""}import urllib.request

request = urllib.request.Request(
${lines.map((line) => `    ${line},\n`).join("")})
with urllib.request.urlopen(request) as response:
    print(response.read().decode())`;
}

const constants: Record<string, string> = { null: "None", true: "True", false: "False" };

// JSON is Python but for three words; the expression takes whole strings, so that it leaves the words in them alone.
function literal(value: unknown): string {
  return jsonOf(value, 4).replace(/"(?:[^"\\]|\\.)*"|null|true|false/g, (token) => constants[token] ?? token);
}
