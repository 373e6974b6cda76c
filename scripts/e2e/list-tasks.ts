import type { RepositoryCopy } from "../shared/repository-copy.ts";
import type { Task } from "../shared/turbo-tasks.ts";
import { isCounted, planRuns } from "../test.ts";

/** The tasks that `npm test` would run in a folder, and count. */
export async function listTasks(
  folder: RepositoryCopy,
  runs: ReturnType<typeof planRuns> = planRuns(),
): Promise<Task[]> {
  const all: Task[] = [];
  for (const run of runs) {
    const args = ["run", ...run.names, "--dry-run=json", "--cache=local:r", ...run.args];
    const { output } = await folder.node("scripts/shared/turbo.ts", ...args);
    const plan = JSON.parse(output.slice(output.indexOf("{\n"), output.lastIndexOf("}") + 1)) as { tasks: Task[] };
    all.push(...plan.tasks.filter((task) => isCounted(task, run)));
  }
  return all;
}
