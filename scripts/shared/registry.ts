import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatServerAddress } from "@run-summary/command-line";
import { runServer } from "verdaccio";

/** A registry of npm packages on this machine. It has what is published to it, and nothing else. */
export interface Registry {
  /** What makes npm use the registry, whatever the user's own configuration says. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the registry, and deletes its packages. */
  close(): Promise<void>;
}

/** Starts a registry on a free port. Anybody may publish there. */
export async function startRegistry(): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), "registry-"));
  const app = (await runServer({
    ...{ storage: folder, self_path: folder, configPath: join(folder, "config.yaml") },
    ...{ uplinks: {}, web: { enable: false }, log: { type: "stdout", format: "pretty", level: "fatal" } },
    packages: { "**": { access: "$all", publish: "$all" } },
  } as never)) as Server;
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `${formatServerAddress(server)}/`;
  const configuration = join(folder, "npmrc");
  await writeFile(configuration, `registry=${url}\n${url.replace("http:", "")}:_authToken=none\n`);
  return {
    environment: { npm_config_userconfig: configuration, npm_config_registry: url },
    async close() {
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true });
    },
  };
}
