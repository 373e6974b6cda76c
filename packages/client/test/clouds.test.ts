import { expect, it } from "vitest";
import { createPathClient, createRunSummaryClient } from "../src/index.ts";
import { deviceComplianceScriptId, path, summary } from "./samples.ts";

const clouds = [
  ["global", "https://graph.microsoft.com"],
  ["usGov", "https://graph.microsoft.us"],
  ["usGovDod", "https://dod-graph.microsoft.us"],
  ["china", "https://microsoftgraph.chinacloudapi.cn"],
] as const;

it.each(clouds)("%s has its own address and scope", async (cloud, root) => {
  const urls: string[] = [];
  const scopes: string[] = [];
  const options = {
    cloud,
    token(request: { scopes: string[] }) {
      scopes.push(...request.scopes);
      return "token";
    },
    async fetch({ url }: Request) {
      urls.push(url);
      return Response.json(summary);
    },
  };

  await createRunSummaryClient(options).getRunSummary({ deviceComplianceScriptId });
  await createPathClient(options).GET(path, { params: { path: { deviceComplianceScriptId } } });

  const expected = `${root}/beta/deviceManagement/deviceComplianceScripts/${deviceComplianceScriptId}/runSummary`;
  expect(urls).toEqual([expected, expected]);
  expect(scopes).toEqual([`${root}/.default`, `${root}/.default`]);
});

it.each(clouds)(
  "the baseUrl of %s selects its scope, unless the option cloud names another cloud",
  async (_cloud, root) => {
    const scopes: string[] = [];
    const options = {
      baseUrl: `${root}/v1.0`,
      token(request: { scopes: string[] }) {
        scopes.push(...request.scopes);
        return "token";
      },
      fetch: async () => Response.json(summary),
    };

    await createRunSummaryClient(options).getRunSummary({ deviceComplianceScriptId });
    await createRunSummaryClient({ ...options, cloud: "china" }).getRunSummary({ deviceComplianceScriptId });

    expect(scopes).toEqual([`${root}/.default`, "https://microsoftgraph.chinacloudapi.cn/.default"]);
  },
);

it("the global cloud is the default", async () => {
  const urls: string[] = [];
  const client = createRunSummaryClient({
    token: "token",
    async fetch({ url }) {
      urls.push(url);
      return Response.json(summary);
    },
  });

  await client.getRunSummary({ deviceComplianceScriptId });

  expect(urls[0]).toMatch(/^https:\/\/graph\.microsoft\.com\/beta\//);
});
