// A small run of `npm run fuzz -w apps/mock`, always with the same requests; and what it says about a server with faults.
import { describe, expect, it } from "vitest";
import { runFuzz } from "../fuzz/run-fuzz.ts";
import { listTargets } from "../fuzz/targets.ts";

const [mock, proxy] = listTargets();
if (mock === undefined || proxy === undefined) throw new Error("There are no targets.");

it("each of two hundred generated requests gets a valid response, at a cost that its size explains", async () => {
  const { cases, failures } = await runFuzz({ count: 200, seed: 1, targets: [mock, proxy] });

  expect(failures).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(200);
});

describe("a server with faults", () => {
  const module = new URL("./faulty-mock.ts", import.meta.url).href;

  // Most faults are found in the first case of their kind, which is sent repeatedly, whatever the number of requests is.
  it.each([
    ["time", mock, "runs in Prefer", /times a cheap request's/, 1],
    ["amplification", mock, "unknown properties", /200\d+ bytes came back for/, 1],
    ["memory", mock, "mutated body", /the mock holds \d{7} bytes of each of these requests/, 1],
    ["memory", mock, "nested JSON", /the process had up to \d+ MB during this case/, 3],
    ["crash", mock, "big numbers", /its process ended/, 1],
    ["response", mock, "JSON of every kind", /status 500/, 1],
    ["address", proxy, "dot segments", /the upstream's base path is left/, 20],
  ] as const)("has its fault of %s found", async (measure, target, kind, message, count) => {
    const { failures } = await runFuzz({
      count,
      seed: 1,
      targets: [target],
      only: { kind, index: undefined },
      module,
    });

    expect(failures).toContainEqual(
      expect.objectContaining({ measure, kind, message: expect.stringMatching(message) }),
    );
  });

  it("has nothing found in its other requests", async () => {
    const only = { kind: "valid request", index: undefined };
    const { failures } = await runFuzz({ count: 8, seed: 1, targets: [mock, proxy], only, module });

    expect(failures).toEqual([]);
  });
});
