import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { explainListenError, isUsageError, parsePort, UsageError } from "@run-summary/command-line";
import { buildDocs } from "../build-docs.ts";
import { type DocsOptions, serveDocs } from "./serve-docs.ts";

const help = `Serves the built documentation site.

  npm run docs -- [--spec FILE] [--port 8080] [--host 127.0.0.1] [--base /]

  --spec FILE   builds and serves the site of another OpenAPI document, a YAML or JSON file
  --port PORT   port to listen on, 0 for any free port (8080)
  --host HOST   address to listen on (127.0.0.1)
  --base PATH   path to serve the site under (/)
`;

try {
  const { values } = parseArgs({
    options: {
      spec: { type: "string" },
      port: { type: "string", default: "8080" },
      host: { type: "string", default: "127.0.0.1" },
      base: { type: "string", default: "/" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(help);
  } else {
    const options = { port: parsePort("--port", values.port), host: values.host, base: parseBase(values.base) };
    await (values.spec === undefined ? serve(options) : serveOther(values.spec, options));
  }
} catch (error) {
  console.error(
    isUsageError(error)
      ? `${(error as Error).message}\n--help lists the options.`
      : explainListenError(error, { port: "--port", host: "--host" }),
  );
  process.exitCode = 2;
}

function parseBase(text: string): string {
  if (/^\/([\w.~-]+\/)*$/.test(text)) return text;
  throw new UsageError(`--base takes a path that begins and ends with a slash, such as /docs/, not "${text}".`);
}

/** Serves until a signal ends it, and then cleans up. */
async function serve(options: DocsOptions, cleanUp: () => Promise<void> = async () => {}): Promise<void> {
  const docs = await serveDocs(options);
  console.log(`Docs: ${docs.url} (Ctrl-C ends it)`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void docs.close().then(cleanUp));
}

/** Builds the site of another document in a temporary folder and serves it. */
async function serveOther(specFile: string, options: DocsOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "docs-"));
  const cleanUp = () => rm(folder, { recursive: true });
  try {
    await buildDocs(specFile, folder).catch((error: Error) => {
      // The build expects what OpenAPI requires.
      const advice = `If the document is not as OpenAPI requires, \`npx redocly lint ${specFile}\` says where.`;
      throw new Error(`The docs of ${specFile} cannot be built: ${error.message}\n${advice}`);
    });
    await serve({ ...options, folder }, cleanUp);
  } catch (error) {
    await cleanUp();
    throw error;
  }
}
