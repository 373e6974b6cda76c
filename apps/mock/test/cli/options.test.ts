import { expect, it } from "vitest";
import { parseOptions } from "../../src/cli/options.ts";

it("has a default for each option", async () => {
  expect(parseOptions([])).toEqual({
    port: 4010,
    host: "127.0.0.1",
    strict: true,
    watch: false,
    stateful: false,
    throttle: false,
    announcedPermissions: false,
    latency: 0,
    bodyLimit: 1_048_576,
    log: "pretty",
  });
});

it("watches the source of the project's own document", async () => {
  expect(parseOptions(["--watch"])).toMatchObject({ spec: expect.stringMatching(/openapi\.yaml$/), watch: true });
});

it.each([["--watch"], []])("takes the document that --spec names, %s", async (...flags) => {
  expect(parseOptions(["--spec", "own.yaml", ...flags])).toMatchObject({ spec: "own.yaml" });
});

it.each([
  [["--spec", "own.yaml"], false],
  [["--spec", "own.yaml", "--strict"], true],
  [["--watch"], true],
])("is strict for the project's own document, and for another one where it is asked for, %s", async (args, strict) => {
  expect(parseOptions(args)).toMatchObject({ strict });
});

it.each([
  ["0.25", 0.25],
  ["0.00", 0],
  ["1.00", 1],
])("takes --chaos-probability %s", async (text, probability) => {
  expect(parseOptions(["--chaos", "all", "--chaos-probability", text])).toMatchObject({ chaos: { probability } });
});

it("injects faults into one of ten requests by default, by a seed of its own", async () => {
  const [first, second] = [parseOptions(["--chaos", "503"]), await parseOptions(["--chaos", "503"])];

  expect(first?.chaos).toEqual({ faults: ["503"], probability: 0.1, seed: expect.any(Number) });
  expect(first?.chaos?.seed).not.toBe(second?.chaos?.seed);
});

it.each(["http://a.example", "https://a.example/beta"])("takes --upstream %s", async (upstream) => {
  expect(parseOptions(["--upstream", upstream])).toMatchObject({ upstream });
});

it.each([
  [
    ["--announced-permissions", "--upstream", "http://a.example"],
    "--announced-permissions has no effect with --upstream",
  ],
  [["--watch", "--spec", "HTTPS://a.example/openapi.yaml"], "--watch waits for files to change, and HTTPS:"],
])("refuses %s", async (args, says) => {
  expect(() => parseOptions(args)).toThrow(says);
});

it("watches a file whose name has http: in it", async () => {
  expect(parseOptions(["--watch", "--spec", "own-http:.yaml"])).toMatchObject({ watch: true });
});

it.each(["-h", "--help"])("has no options for %s", async (flag) => {
  expect(parseOptions([flag])).toBeUndefined();
});
