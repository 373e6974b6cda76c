import { expect, it } from "vitest";
import { type Case, type Edit, lintEdit } from "../lint-copy.ts";

const rule = "run-summary/examples-defined";

const prefer = "components/parameters/prefer.yaml";

const accepted: [string, Edit][] = [
  [
    "a parameter with an enumeration instead of an example",
    [prefer, "type: string\nexample: return=representation", "type: string\n  enum: [return=representation]"],
  ],
];

const refused: Case[] = [
  [
    "a parameter without an example",
    [prefer, "example: return=representation\n", ""],
    "spec/components/parameters/prefer.yaml:1:1 The parameter `Prefer` has no example. Add an `example`: the contract tests send it.",
  ],
  [
    "a response without an example",
    [
      "components/responses/NotFound.yaml",
      "    examples:\n      notFound:\n        $ref: ../examples/notFound.yaml\n",
      "",
    ],
    "spec/components/responses/NotFound.yaml:10:5 The media type has no example. Add `examples` with a name for each",
  ],
];

it.each(accepted)("accepts %s", async (_name, edit) => {
  expect(await lintEdit(edit, rule)).toEqual([]);
});

it.each(refused)("refuses %s", async (_name, edit, problem) => {
  expect(await lintEdit(edit, rule)).toContainEqual(expect.stringContaining(problem));
});
