// Runs the README's samples as they are printed: the command of a section, then the programs of the section.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { runCommand } from "../test/helpers/command.ts";
import { fixtureFile } from "../test/helpers/documents.ts";
import { temporaryMock } from "../test/helpers/requests.ts";

const folder = fileURLToPath(new URL("../", import.meta.url));
const readme = await readFile(join(folder, "README.md"), "utf8");
const [, ...sections] = readme.split(/^## /m);
const uses = ["Front-end work", "Tests", "Chaos", "Proxy against the real service", "Demo data"];

function findBlocks(section: string, ...languages: string[]): string[] {
  const found = section.matchAll(/```(\w+)\n([\s\S]*?)```/g);
  return [...found].filter(([, language = ""]) => languages.includes(language)).map(([, , text = ""]) => text);
}

/** Reads from a program's comments what it has to print. */
function findExpectedOutput(program: string): string {
  return [...program.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => `${text}\n`).join("");
}

/** Starts the mock of a section's command, where it has one. */
async function startSectionMock(section: string): Promise<string | undefined> {
  const [command] = findBlocks(section, "sh");
  if (command === undefined) return undefined;
  const args = command.trim().split(" ").slice(2);
  const upstream = args.indexOf("--upstream") + 1;
  // Another mock stands for the service.
  if (upstream > 0) args[upstream] = (await temporaryMock()).apiUrl;
  const [data] = findBlocks(section, "json");
  if (data !== undefined) {
    const cwd = await mkdtemp(join(tmpdir(), "mock-readme-"));
    onTestFinished(() => rm(cwd, { recursive: true }));
    const file = join(cwd, args.pop() ?? "");
    args.push(file);
    await writeFile(file, data);
  }
  const { mock } = await runCommand(...args, "--port", "0", "--spec", fixtureFile);
  return mock?.url;
}

it.each(uses)("%s", async (title) => {
  const section = sections.find((text) => text.startsWith(`${title}\n`)) ?? "";
  const url = await startSectionMock(section);
  const programs = findBlocks(section, "js", "ts");
  expect(programs).not.toEqual([]);

  for (const program of programs) {
    const text = program.replaceAll("http://127.0.0.1:4010", url ?? "");
    const env = { ...process.env, TOKEN: "token", NO_COLOR: "1" };
    const args = ["--input-type=module-typescript", "--eval", text];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env });

    expect(findExpectedOutput(program)).not.toBe("");
    expect(stdout).toBe(findExpectedOutput(program));
  }
});
