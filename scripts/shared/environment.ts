import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

// Node keeps the compiled code of modules there, so that the next command starts sooner. It is the folder of
// `module.enableCompileCache()`.
const compileCache = join(tmpdir(), "node-compile-cache");

/**
 * The environment for a child process: that of this process without git's variables, and what is added. Git sets `GIT_DIR`,
 * `GIT_INDEX_FILE` and others for its hooks. A child that runs git in another folder would change the hook's repository.
 */
export function createChildEnvironment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return { NODE_COMPILE_CACHE: compileCache, ...Object.fromEntries(inherited), ...added };
}

/** The environment of a user's shell: without what npm and turbo have set for this process, and with what is added. */
export function createShellEnvironment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const isOfRun = ([name]: [string, unknown]) => /^(npm_|turbo_|vitest)/i.test(name);
  const environment = Object.fromEntries(Object.entries(createChildEnvironment()).filter((entry) => !isOfRun(entry)));
  const folders = (environment.PATH ?? "").split(delimiter).filter((path) => !path.includes("node_modules"));
  return { ...environment, PATH: folders.join(delimiter), ...added };
}
