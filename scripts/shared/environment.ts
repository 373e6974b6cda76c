/**
 * The environment for a child process: that of this process without git's variables, and what is added. Git sets `GIT_DIR`,
 * `GIT_INDEX_FILE` and others for its hooks. A child that runs git in another folder would change the hook's repository.
 */
export function createChildEnvironment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return { ...Object.fromEntries(inherited), ...added };
}
