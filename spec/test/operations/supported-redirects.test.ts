import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/supported-redirects";

const location = { required: true, schema: { type: "string" } };

it.each([
  ["302", { headers: { location } }, []],
  ["202", {}, []],
  ["302", {}, ["A redirect without a `Location` leads nowhere."]],
  [
    "307",
    { headers: { Location: { schema: { type: "string" } } } },
    ["A redirect without a `Location` leads nowhere."],
  ],
  [
    "303",
    { headers: { Location: location }, content: { "text/plain": {} } },
    ["The client does not read the body of a redirect."],
  ],
])("checks the response %s with %j", async (status, response, problems) => {
  const responses = { [status]: { description: "", ...response } };

  const found = await lintDocument({ paths: { "/": { get: { responses } } } }, rule);

  expect(found).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});
