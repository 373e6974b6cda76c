import { styleText } from "node:util";
import { createRunSummaryClient } from "@run-summary/client";
import { createExampleInput, listOperations, listRequestExamples, type Operation } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";

/** Calls each operation of the spec through the client with its first example, and prints the requests and responses. */
export async function showRoundTrip(baseUrl: string): Promise<void> {
  const client = createRunSummaryClient({ token: "a-token", baseUrl, fetch: fetchAndPrint });
  const methods = client as unknown as Record<string, (input: Record<string, unknown>) => Promise<unknown>>;
  // What writes comes first, so that what reads shows it, and what deletes comes last.
  const rank = ({ method, requestBody }: Operation) => (method === "delete" ? 2 : requestBody ? 0 : 1);
  const operations = listOperations(readBundle()).toSorted((a, b) => rank(a) - rank(b));
  for (const operation of operations) {
    const method = methods[operation.operationId];
    if (method === undefined) throw new Error(`The client has no ${operation.operationId}. Run \`npm run generate\`.`);
    console.log(`\n${styleText("bold", `client.${operation.operationId}()`)}  ${operation.summary}`);
    await method(createExampleInput(operation, listRequestExamples(operation)[0]?.body));
  }
}

async function fetchAndPrint(request: Request): Promise<Response> {
  console.log(styleText("cyan", `→ ${request.method} ${request.url}`));
  printMessage(request.headers, await request.clone().text());
  const response = await fetch(request);
  console.log(styleText("green", `← ${response.status} ${response.statusText}`));
  printMessage(response.headers, await response.clone().text());
  return response;
}

function printMessage(headers: Headers, body: string): void {
  for (const [name, value] of headers) console.log(styleText("dim", `  ${name}: ${value}`));
  if (body === "") return;
  const isJson = headers.get("content-type")?.includes("json") ?? false;
  console.log((isJson ? JSON.stringify(JSON.parse(body), null, 2) : body).replace(/^/gm, "  "));
}
