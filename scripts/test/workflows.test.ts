// The workflows of .github, as far as this machine can tell what GitHub does with them.
import { execFile } from "node:child_process";
import { chmod, glob, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";
import { createChildEnvironment } from "../shared/environment.ts";
import { repository } from "../shared/repository.ts";

const files = (await Array.fromAsync(glob(".github/workflows/*.yml", { cwd: repository }))).toSorted();

it.each(files)("%s names each action by its commit, with the version behind it", async (file) => {
  const text = await readFile(join(repository, file), "utf8");

  const actions = [...text.matchAll(/uses: (?!\.\/)(.+)/g)].map(([, action]) => action ?? "");
  expect(actions.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
});

it.each(files)("%s runs commands that there are", async (file) => {
  const manifest = JSON.parse(await readFile(join(repository, "package.json"), "utf8")) as { scripts: object };
  const { jobs } = parse(await readFile(join(repository, file), "utf8")) as {
    jobs: Record<string, { steps?: { run?: string }[] }>;
  };

  const lines = Object.values(jobs).flatMap(({ steps = [] }) => steps.map(({ run = "" }) => run));
  const names = lines.flatMap((line) => [...line.matchAll(/npm run (?:--silent )?([\w:-]+)(?! -w)\b(?! -w)/g)]);
  expect(names.map(([, name]) => name).filter((name) => !Object.hasOwn(manifest.scripts, name ?? ""))).toEqual([]);
});

// The script is for GitHub's Linux.
it.runIf(process.platform === "linux")(
  "the site keeps the docs of the newest release of each major version",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "site-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const gh = `#!/bin/sh\ncd "${folder}" && echo "$3" > release && tar --create --gzip release`;
    await writeFile(join(folder, "gh"), gh);
    await chmod(join(folder, "gh"), 0o755);
    const env = createChildEnvironment({ PATH: `${folder}${delimiter}${process.env.PATH}` });
    const run = (command: string, ...args: string[]) => promisify(execFile)(command, args, { cwd: folder, env });
    await run("git", "init", "--quiet");
    const author = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
    await run("git", ...author, "commit", "--quiet", "--allow-empty", "--message=release");
    for (const version of ["0.9.0", "0.10.0", "1.0.0", "1.2.0", "2.0.0-next.0"]) {
      await run("git", "tag", `@run-summary/client@${version}`);
    }

    await run("mkdir", "site");
    await run(join(repository, ".github/keep-versions.sh"), "site");

    expect((await readdir(join(folder, "site"))).toSorted()).toEqual(["v0", "v1"]);
    expect(await readFile(join(folder, "site/v0/release"), "utf8")).toBe("@run-summary/client@0.10.0\n");
    expect(await readFile(join(folder, "site/v1/release"), "utf8")).toBe("@run-summary/client@1.2.0\n");
  },
);
