import { type Call, formatJson } from "./call.ts";

/** The call with the client package. */
export function createTypeScriptSample({ operationId, input, hasResponseBody }: Call): string {
  // A key that is a valid name needs no quotes. Each key stands on its own line.
  const literal = formatJson(input).replace(/^( +)"([A-Za-z_$][\w$]*)": /gm, "$1$2: ");
  const call = `await client.${operationId}(${literal === "{}" ? "" : literal})`;
  return `import { createRunSummaryClient } from "@run-summary/client";

const client = createRunSummaryClient({ token: process.env.TOKEN ?? "" });
${hasResponseBody ? `const response = ${call};\nconsole.log(JSON.stringify(response, null, 2));` : `${call};`}`;
}
