import { runGit } from "./git.ts";

/**
 * Whether this checkout can tell what has changed since TURBO_SCM_BASE, by default since `main`. Where it cannot, it says so: turbo would
 * end with an error.
 */
export async function canTellChanges(): Promise<boolean> {
  const base = process.env.TURBO_SCM_BASE || "main";
  try {
    await runGit("merge-base", base, process.env.TURBO_SCM_HEAD || "HEAD");
    return true;
  } catch {
    console.log(
      `Git cannot tell what has changed since ${base}, so everything runs. In a shallow clone, \`git fetch --unshallow\` ` +
        "brings what is missing; TURBO_SCM_BASE names another revision.",
    );
    return false;
  }
}
