import { type Call, formatJson, formatRequestBody, getQuerySign, indentLines, selectCredentials } from "./call.ts";

/** The call with the client package, or else with `fetch`. */
export function createTypeScriptSample(call: Call): string {
  return call.hasClient ? createClientSample(call) : createFetchSample(call);
}

function createClientSample({ operationId, input, result }: Call): string {
  // A key that is a valid name needs no quotes. Each key stands on its own line.
  const literal = formatJson(input).replace(/^( +)"([A-Za-z_$][\w$]*)": /gm, "$1$2: ");
  const call = `await client.${operationId}(${literal === "{}" ? "" : literal})`;
  const uses = {
    json: "console.log(JSON.stringify(response, null, 2));",
    text: "console.log(response);",
    location: result.kind === "location" ? `console.log(response${formatAccess(result.header)});` : "",
    file: result.kind === "file" ? `await writeFile(${JSON.stringify(result.file)}, response);` : "",
    none: "",
  };
  const use = uses[result.kind];
  return `${result.kind === "file" ? writeFileImport : ""}import { createRunSummaryClient } from "@run-summary/client";

const client = createRunSummaryClient({ token: process.env.TOKEN ?? "" });
${use === "" ? `${call};` : `const response = ${call};\n${use}`}`;
}

function formatAccess(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

const writeFileImport = 'import { writeFile } from "node:fs/promises";\n';

function createFetchSample(call: Call): string {
  const { request, result } = call;
  const headers = [
    ...selectCredentials(call, "header").map(
      ({ name, prefix, variable }) => `${JSON.stringify(name)}: \`${prefix}\${process.env.${variable}}\``,
    ),
    ...Object.entries(request.headers).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`),
  ];
  const options = [
    `method: ${JSON.stringify(request.method)},`,
    ...(headers.length === 0 ? [] : [`headers: {\n${headers.map((header) => `    ${header},\n`).join("")}  },`]),
    ...(request.body === undefined ? [] : [`body: ${formatBody(call)},`]),
    ...(result.kind === "location" ? ['redirect: "manual",'] : []),
  ];
  const uses = {
    json: "console.log(JSON.stringify(await response.json(), null, 2));",
    text: "console.log(await response.text());",
    location: 'console.log(response.headers.get("location"));',
    file: result.kind === "file" ? `await writeFile(${JSON.stringify(result.file)}, await response.bytes());` : "",
    none: "",
  };
  return `${result.kind === "file" ? `${writeFileImport}\n` : ""}const response = await fetch(${formatUrl(call)}, {
${options.map((option) => `  ${option}\n`).join("")}});
if (response.status >= 400) throw new Error(\`\${response.status} \${await response.text()}\`);
${uses[result.kind]}`.trimEnd();
}

function formatUrl(call: Call): string {
  const keys = selectCredentials(call, "query").map(
    ({ name, variable }) => `${encodeURIComponent(name)}=\${process.env.${variable}}`,
  );
  if (keys.length === 0) return JSON.stringify(call.url);
  return `${JSON.stringify(call.url + getQuerySign(call))} + \`${keys.join("&")}\``;
}

function formatBody(call: Call): string {
  if (call.bodyKind === "json") return `JSON.stringify(${indentLines(formatJson(call.input.body), 2)})`;
  return JSON.stringify(formatRequestBody(call));
}
