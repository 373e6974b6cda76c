import { expect, it, onTestFinished, vi } from "vitest";
import { createPathClient, createRunSummaryClient } from "../src/index.ts";
import { startRecordingServer } from "./recording-server.ts";
import { deviceComplianceScriptId, path, summaryResponse } from "./samples.ts";

const version4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

it("each request has a UUID of its own, also on a page over plain http, whose crypto has no randomUUID", async () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  onTestFinished(() => void vi.unstubAllGlobals());
  const server = await startRecordingServer(summaryResponse);
  const client = createRunSummaryClient({ token: "token", baseUrl: server.url });

  for (let count = 0; count < 20; count++) await client.getRunSummary({ deviceComplianceScriptId });
  await createPathClient(client).GET(path, { params: { path: { deviceComplianceScriptId } } });

  const ids = server.requests.map(({ headers }) => headers["client-request-id"]);
  expect(ids).toEqual(Array(21).fill(expect.stringMatching(version4)));
  expect(new Set(ids).size).toBe(21);
});
