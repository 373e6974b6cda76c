import { type Call, jsonOf } from "./call.ts";

/** The call through the client package. */
export function typescript({ operationId, input, isAnswered }: Call): string {
  // What can be a name needs no quotes as a key; a key has its line to itself.
  const literal = jsonOf(input).replace(/^( +)"([A-Za-z_$][\w$]*)": /gm, "$1$2: ");
  const call = `await client.${operationId}(${literal === "{}" ? "" : literal})`;
  return `import { createRunSummaryClient } from "@run-summary/client";

const client = createRunSummaryClient({ token: process.env.TOKEN ?? "" });
${isAnswered ? `const answer = ${call};\nconsole.log(JSON.stringify(answer, null, 2));` : `${call};`}`;
}
