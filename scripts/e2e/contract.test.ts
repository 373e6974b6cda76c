// `npm run contract` with arguments: the check of a provider, by the spec as it is, and the check of another document.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMock } from "@run-summary/mock";
import { bundleFixture, bundleSource } from "@run-summary/spec/source";
import { expect, it, onTestFinished } from "vitest";
import { repository } from "../shared/repository.ts";
import { RepositoryCopy } from "../shared/repository-copy.ts";
import { copyRepositoryWithFixture } from "./fixture-copy.ts";

it("checks a provider, and stops where the spec has a syntax error", async () => {
  const copy = await copyRepositoryWithFixture();
  onTestFinished(() => copy.remove());
  const mock = await startMock({ spec: await bundleFixture() });
  onTestFinished(() => mock.close());
  const args = ["scripts/contract.ts", "--target", mock.apiUrl, "--token-env", "NODE_ENV"];

  const checked = await copy.node(...args);
  await copy.replace("spec/paths/runSummary.yaml", "get:\n", "get: [\n");
  const stopped = await copy.node(...args);

  expect(checked.output).toMatch(/\n\d+ requests, 0 mismatches\n$/);
  expect(checked.exitCode).toBe(0);
  expect(stopped.output).toMatch(/^spec\/paths\/runSummary\.yaml:\d+:\d+\n {2}Failed to parse: .* Correct the YAML\./);
  expect(stopped.exitCode).toBe(2);
});

/** The outcome of a command with another document. */
function checkFile(script: string, file: string) {
  return new RepositoryCopy(repository).node(`scripts/${script}.ts`, "--spec", file);
}

it("checks all that the spec may use, against mock and client, and in the agreement", async () => {
  const file = join(import.meta.dirname, "language.yaml");

  const accepted = await bundleSource(file);
  const contract = await checkFile("contract", file);
  const agreement = await checkFile("agreement", file);

  expect(Object.keys(accepted.paths ?? {})).not.toEqual([]);
  expect(contract.output).toMatch(
    /^CONTRACT_SEED=\d+ repeats this run\.\n\d+ operations, \d+ cases, 0 in which a part/,
  );
  expect(contract.exitCode).toBe(0);
  expect(agreement.output).toContain(" 5 sources, 0 differences");
  expect(agreement.exitCode).toBe(0);
});

/** The outcome of the check of a document with paths. */
async function checkDocument(paths: unknown) {
  const folder = await mkdtemp(join(tmpdir(), "contract-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "api.yaml");
  await writeFile(file, JSON.stringify({ openapi: "3.0.3", info: { title: "A", version: "1" }, paths }));
  return checkFile("contract", file);
}

const noContent = { responses: { 204: { description: "No content" } } };

it("says what a document gets wrong, and checks the rest of it", async () => {
  const schema = { type: "string", minLength: 3 };
  const response = { description: "OK", content: { "application/json": { schema, example: "a" } } };

  const { output, exitCode } = await checkDocument({
    "/a": { get: { responses: { 200: response } } },
    "/b": { get: { responses: {} } },
    "/c": { get: noContent },
  });

  expect(output.split("\n")).toEqual([
    "No server has an absolute address: give the client the option baseUrl.",
    expect.stringMatching(/^CONTRACT_SEED=/),
    "the document: GET /a: the example example of the response 200 contradicts its schema:  expected to NOT have fewer than 3 characters.",
    "the document: GET /b: no success is documented by its status.",
    expect.stringMatching(/^1 operations, \d+ cases, 0 in which a part disagrees, 2 mistakes of the document$/),
    "",
  ]);
  expect(exitCode).toBe(0);
});

it("a document that cannot be checked ends in a message", async () => {
  const parameters = [{ $ref: "#/no" }];

  const { output, exitCode } = await checkDocument({ "/a": { get: { ...noContent, parameters } } });

  expect(output).toMatch(/api\.yaml cannot be checked: .*points to nothing/);
  expect(output).not.toMatch(/^ {4}at /m);
  expect(exitCode).toBe(2);
});
