// The npm commands load this file first (`node --import`). It is JavaScript, because Node 20 cannot read the TypeScript
// files that follow, and Node 20 is what runs it where the package `node` is not installed.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../", import.meta.url));

/** What keeps the commands from working on this machine, and what to do; `undefined` where nothing does. */
function findProblem() {
  const [character] = /[#?%]/.exec(repository) ?? [];
  if (character !== undefined) {
    return `The path of this folder contains "${character}", which Vite and Redocly cannot read. Move the folder to a path without #, ? and %.`;
  }
  if (!existsSync(new URL("../node_modules", import.meta.url))) return "The packages are not installed: run `npm ci`.";
  const { devDependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  if (Number.parseInt(process.versions.node, 10) < Number.parseInt(devDependencies.node, 10)) {
    return `Node ${devDependencies.node} of the npm package \`node\` is not installed, and Node ${process.versions.node} is too old: run \`npm rebuild node\`.`;
  }
}

const problem = findProblem();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
