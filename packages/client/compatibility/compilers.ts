import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { useInstalledPackage } from "@run-summary/command-line";
import type { Outcome } from "./outcome.ts";

const versions = ["5.5", "5.9", "6", "7"];
const resolutions = {
  nodenext: { module: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

/** Compiles the README's samples, which use all exports of the client, with each version of TypeScript. */
export async function* checkCompilers(project: string): AsyncGenerator<Outcome> {
  await writeSamples(project);
  for (const version of versions) yield* await checkCompiler(version, project);
}

async function writeSamples(project: string): Promise<void> {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const samples = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, text = ""]) => text);
  const credential =
    "declare class DefaultAzureCredential { getToken(): Promise<{ token: string; expiresOnTimestamp: number }>; }";
  await mkdir(join(project, "samples"));
  for (const [index, text] of samples.entries()) {
    const sample = text.replace(/^import .* from "@azure\/identity";$/m, credential);
    await writeFile(join(project, "samples", `sample-${index}.ts`), sample);
  }
}

function checkCompiler(version: string, project: string): Promise<Outcome[]> {
  const compiler = `TypeScript ${version}`;
  return useInstalledPackage(`typescript@${version}`, async (folder) => {
    if (folder === undefined) return [{ subject: compiler, outcome: "skipped", detail: "npm cannot install it" }];
    const outcomes: Outcome[] = [];
    for (const [name, options] of Object.entries(resolutions)) {
      const detail = await compileSamples(folder, project, options);
      outcomes.push({ subject: `${compiler}, ${name}`, outcome: detail === "" ? "passed" : "failed", detail });
    }
    return outcomes;
  });
}

/** Compiles the samples strictly, and returns the compiler's messages. */
async function compileSamples(typescript: string, project: string, options: object): Promise<string> {
  const compilerOptions = {
    ...options,
    ...{ target: "es2022", lib: ["es2022", "dom", "dom.iterable"], types: [], noEmit: true, skipLibCheck: false },
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true },
  };
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["samples/*.ts"] }));
  return promisify(execFile)(process.execPath, [join(typescript, "bin", "tsc"), "-p", project]).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );
}
