import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCommand } from "./commands.ts";
import { createChildEnvironment } from "./environment.ts";
import { watchOutput } from "./output-waiter.ts";
import { repository } from "./repository.ts";

/** A server of turbo's remote cache on this machine. */
export interface CacheServer {
  /** What turbo needs in its environment to use the server. */
  readonly clientEnvironment: Readonly<Record<string, string>>;
  /** The folder with the server's artifacts. */
  readonly storage: string;
  /** Ends the server, and deletes its artifacts. */
  close(): Promise<void>;
}

const token = "a token of a test";
const signatureKey = "a key of a test that is long enough";

/** Starts a server as CONTRIBUTING.md shows it, on a free port. */
export async function startCacheServer(): Promise<CacheServer> {
  const storage = await mkdtemp(join(tmpdir(), "turbo-cache-"));
  const env = createChildEnvironment({
    ...{ HOST: "127.0.0.1", PORT: "0", TURBO_TOKEN: token, TURBO_REMOTE_CACHE_SIGNATURE_KEY: signatureKey },
    ...{ STORAGE_PATH: storage, STORAGE_PATH_USE_TMP_FOLDER: "false", NODE_ENV: "production" },
  });
  const script = findCommand("turborepo-remote-cache", "turborepo-remote-cache", join(repository, "scripts"));
  const server = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "inherit"] });
  const waitFor = watchOutput(server);
  await waitFor("Server listening at ");
  const url = (await waitFor('"')).slice(0, -1);
  return {
    clientEnvironment: {
      ...{ TURBO_API: url, TURBO_TEAM: "team", TURBO_TOKEN: token, TURBO_REMOTE_CACHE_SIGNATURE_KEY: signatureKey },
    },
    storage,
    async close() {
      server.kill();
      if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
      await rm(storage, { recursive: true });
    },
  };
}
