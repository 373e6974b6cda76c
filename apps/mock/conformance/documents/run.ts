import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { isIgnoredHeader, parseDocument } from "@run-summary/openapi";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import type { IHttpOperation } from "@stoplight/types";
import { normalizeOperation } from "../../src/prism/normalize-operation.ts";
import { findSchemaErrors } from "../../src/prism/schema-errors.ts";
import type { PlainRequest, PlainResponse } from "../http/message.ts";
import { sendRequest } from "../http/send.ts";
import type { CaseResult, SuiteReport } from "../report.ts";
import { type Server, startOurServer, startStockServer } from "../servers.ts";
import { buildRequest } from "./build-request.ts";
import { decideVerdict } from "./decide-verdict.ts";

/** Serves each OpenAPI document below a folder by the mock and by the stock server, and sends the same requests to both. */
export async function runDocuments(folder: string): Promise<SuiteReport> {
  const files = (await listDocuments(folder)).toSorted();
  const results: CaseResult[] = [];
  for (const file of files) results.push(...(await runDocument(folder, file)));
  const notes = [
    `${files.length} documents of OpenAPI 3. Each operation gets a request with what is required, and one with all parameters and the body.`,
  ];
  return { title: "Documents", notes, results };
}

/** Lists the files of a folder that are a whole document of OpenAPI 3. */
export async function listDocuments(folder: string): Promise<string[]> {
  const names = await Array.fromAsync(
    glob("**/*.{json,yaml,yml}", { cwd: folder, exclude: (name) => name === "node_modules" }),
  );
  const checked = await Promise.all(names.map(async (name) => ((await isDocument(join(folder, name))) ? [name] : [])));
  return checked.flat();
}

async function isDocument(file: string): Promise<boolean> {
  try {
    const document = parseDocument(await readFile(file, "utf8")) as { openapi?: string; paths?: object } | null;
    return String(document?.openapi).startsWith("3.") && document?.paths !== undefined;
  } catch {
    return false; // a text that is no document
  }
}

async function runDocument(folder: string, name: string): Promise<CaseResult[]> {
  const spec = join(folder, name);
  let stock = await attemptStart(startStockServer, spec);
  const ours = await attemptStart(startOurServer, spec);
  const results: CaseResult[] = [{ name, ...compareStarts(ours, stock) }];
  const operations = typeof ours === "string" || typeof stock === "string" ? [] : await getHttpOperationsFromSpec(spec);
  for (const operation of operations) {
    const facts = {
      isUnchecked: findSchemaErrors(normalizeOperation(operation)).length > 0,
      requiresIgnoredHeader: (operation.request?.headers ?? []).some(isIgnoredHeader),
    };
    for (const request of await buildRequests(operation)) {
      const [expected, actual] = [await attemptSend(stock, request), await attemptSend(ours, request)];
      results.push({
        name: `${name} ${request.method} ${request.target}`,
        ...decideVerdict(request, expected, actual, facts),
      });
      // Some requests end the stock server.
      if (typeof expected === "string") stock = await attemptStart(startStockServer, spec);
    }
  }
  for (const server of [ours, stock]) if (typeof server === "object") await server.close();
  return results;
}

/** Starts a server; returns why where the document cannot be served. */
async function attemptStart(start: typeof startOurServer, spec: string): Promise<Server | string> {
  try {
    return await start({ spec });
  } catch (error) {
    return (error as Error).message;
  }
}

function compareStarts(ours: Server | string, stock: Server | string): Omit<CaseResult, "name"> {
  if (typeof ours !== "string" && typeof stock === "string")
    return { verdict: "on purpose", reason: "the document is served, where Prism refuses it" };
  if (typeof ours === "string" && typeof stock !== "string")
    return { verdict: "worse", reason: "the document is refused", detail: ours };
  return { verdict: "same" };
}

async function buildRequests(operation: IHttpOperation): Promise<PlainRequest[]> {
  const [required, all] = [await buildRequest(operation, false), await buildRequest(operation, true)];
  return isDeepStrictEqual(required, all) ? [required] : [required, all];
}

/** Sends a request; returns why where there is no response. */
async function attemptSend(server: Server | string, request: PlainRequest): Promise<PlainResponse | string> {
  if (typeof server === "string") return server;
  try {
    return await sendRequest(server.url, request);
  } catch (error) {
    return (error as Error).message;
  }
}
