// `npm run regexps` fails where a regular expression may take more than linear time.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { copyRepository } from "../shared/repository-copy.ts";

const code = `export const a = /^(a+)+$/;
export const b = "x".replace(/\\/+$/, "");
export const c = \`\${/\\s*,\\s*$/.test("")}\`;
export const d = /^a+$/;
export const e = /[+*]{1,9}/;
export const f = 1 / 2; // no expression: /(c+)+$/
export const g = "/(a+)+$/";
`;

it("names each such expression with its line, and what to do", async () => {
  const copy = await copyRepository();
  onTestFinished(() => copy.remove());
  // `npm test` checks the repository's own expressions, which takes long.
  const others = [
    "apps",
    "packages",
    "spec",
    ...["diff", "diff-conformance", "generate"].map((name) => `scripts/${name}`),
  ];
  for (const folder of others) await rm(join(copy.folder, folder), { recursive: true });
  await copy.write("apps/mock/src/slow.ts", code);

  const { exitCode, output } = await copy.npm("regexps");

  expect(exitCode).not.toBe(0);
  const lines = output.split("\n").filter((line) => line.startsWith("apps/mock/src/slow.ts:"));
  const advice = "Write it so that each character can be matched in one way only";
  expect(lines).toEqual([
    expect.stringMatching(`^apps/mock/src/slow\\.ts:1 /\\^\\(a\\+\\)\\+\\$/ .*\\(exponential\\).*${advice}`),
    expect.stringMatching(`^apps/mock/src/slow\\.ts:2 .*\\(2nd degree polynomial\\).*${advice}`),
    expect.stringMatching(`^apps/mock/src/slow\\.ts:3 .*\\(2nd degree polynomial\\).*${advice}`),
  ]);
});
