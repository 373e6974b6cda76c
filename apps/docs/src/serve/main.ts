import { parseArgs } from "node:util";
import { explainListenError, isUsageError, parsePort, UsageError } from "@run-summary/command-line";
import { serveDocs } from "./serve-docs.ts";

const help = `Serves the built documentation site.

  npm run docs -- [--port 8080] [--host 127.0.0.1] [--base /]

  --port PORT   port to listen on, 0 for any free port (8080)
  --host HOST   address to listen on (127.0.0.1)
  --base PATH   path to serve the site under (/)
`;

try {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8080" },
      host: { type: "string", default: "127.0.0.1" },
      base: { type: "string", default: "/" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(help);
  } else {
    const port = parsePort("--port", values.port);
    const docs = await serveDocs({ port, host: values.host, base: parseBase(values.base) });
    console.log(`Docs: ${docs.url} (Ctrl-C ends it)`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void docs.close());
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
