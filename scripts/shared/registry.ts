import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { useInstalledPackage } from "@run-summary/command-line";
import { createShellEnvironment } from "./environment.ts";
import { readNpmSetting } from "./npm-setting.ts";
import { listPublishedPackages, type PublishedPackage } from "./published-packages.ts";

/** A registry of npm packages on this machine. It has the packages of this repository that are published there, and all others of the machine's registry. */
export interface Registry {
  readonly url: string;
  /** The environment of a shell in which npm uses the registry. */
  readonly environment: NodeJS.ProcessEnv;
}

/** A package in the registry, with its sizes in bytes. */
export interface PackageInRegistry extends PublishedPackage {
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: number;
}

// Its version of node-fetch is a tag that not all registries have.
const [verdaccio, overrides] = ["verdaccio@6.10.4", { "node-fetch": "2.7.0" }];

/** Runs work with a registry, which ends with it. The registry runs in this process, so that work may not block it. */
export function withRegistry<Result>(work: (registry: Registry) => Promise<Result>): Promise<Result> {
  return useInstalledPackage(
    verdaccio,
    async (installed) => {
      if (installed === undefined) throw new Error(`npm cannot install ${verdaccio}.`);
      const folder = await mkdtemp(join(tmpdir(), "registry-"));
      const server = await startVerdaccio(installed, folder);
      try {
        const { port } = server.address() as AddressInfo;
        const url = `http://127.0.0.1:${port}/`;
        const settings = join(folder, "npmrc");
        await writeFile(
          settings,
          `registry=${url}\n//127.0.0.1:${port}/:_authToken=any\naudit=false\nfund=false\nupdate-notifier=false\n`,
        );
        return await work({ url, environment: createShellEnvironment({ npm_config_userconfig: settings }) });
      } finally {
        server.close();
        server.closeAllConnections();
        await rm(folder, { recursive: true, force: true });
      }
    },
    overrides,
  );
}

/** Starts Verdaccio, whose packages are in a folder. Those of this repository's scope come from nowhere else. */
async function startVerdaccio(installed: string, folder: string): Promise<Server> {
  const url = await readNpmSetting("registry");
  // Verdaccio does not read npm's settings. A company's network has its own certificate authorities.
  const file = await readNpmSetting("cafile");
  const authorities = file === "null" ? {} : { ca: await readFile(file, "utf8") };
  const { runServer } = createRequire(join(installed, "package.json"))("verdaccio") as {
    runServer(configuration: object): Promise<Server>;
  };
  const access = { access: "$all", publish: "$all" };
  const server = await runServer({
    ...{ self_path: join(folder, "config.yaml"), storage: join(folder, "storage"), max_body_size: "50mb" },
    uplinks: { machine: { url, maxage: "30m", ...authorities } },
    packages: { "@run-summary/*": access, "**": { access: "$all", proxy: "machine" } },
    log: { type: "stdout", format: "pretty", level: "fatal" },
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

/**
 * Publishes all packages, which have to be built, by the call of npm that `changeset publish` makes, but without provenance: only
 * a pipeline has it.
 */
export async function publishToRegistry({ environment }: Registry): Promise<PackageInRegistry[]> {
  const packages = await listPublishedPackages();
  return Promise.all(
    packages.map(async (one) => {
      const command = `npm publish "${one.folder}" --json --access public --provenance=false --ignore-scripts`;
      const { stdout } = await promisify(execFile)(command, [], { env: environment, shell: true });
      const output = JSON.parse(stdout) as Record<string, PackageInRegistry & { entryCount: number }>;
      const { size, unpackedSize, entryCount } = output[one.name] ?? (output as never);
      return { ...one, size, unpackedSize, files: entryCount };
    }),
  );
}
