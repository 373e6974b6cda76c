// Whether the client, or the mock, agrees with the spec: run by itself, since a mutant may never end.
import { createRunSummaryClient } from "@run-summary/client";
import { validateAnswer } from "@run-summary/client/validate";
import {
  differencesIn,
  factsFromClient,
  factsFromMock,
  factsFromSpec,
  sentenceOf,
  tableOf,
} from "@run-summary/contract-tests/agreement";
import { startMock } from "@run-summary/mock";
import { readBundle } from "@run-summary/spec";

const artifact = process.argv[2] as "client" | "mock";
const spec = factsFromSpec(readBundle());
const facts =
  artifact === "client"
    ? await factsFromClient({ createRunSummaryClient, validateAnswer }, spec)
    : await factsFromMock({ startMock }, spec);
const table = tableOf(spec, { types: [], client: [], docs: [], mock: [], [artifact]: facts });
const differences = differencesIn(table).filter(({ source }) => source === artifact);
for (const difference of differences) console.log(sentenceOf(difference));
process.exit(differences.length > 0 ? 1 : 0);
