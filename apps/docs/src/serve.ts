import { parseArgs } from "node:util";
import { serveDocs } from "./serve-docs.ts";

const help = `Serves the built documentation site.

  npm run docs -- [--port 8080] [--host 127.0.0.1] [--base /]

  --port PORT   port to listen on, 0 for any free one (8080)
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
    const docs = await serveDocs({ port: portFrom(values.port), host: values.host, base: baseFrom(values.base) });
    console.log(`Docs: ${docs.url} (Ctrl-C ends it)`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void docs.close());
  }
} catch (error) {
  console.error(explanationOf(error as NodeJS.ErrnoException));
  process.exitCode = 2;
}

function portFrom(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`--port takes a whole number from 0 to 65535, not "${text}".`);
}

function baseFrom(text: string): string {
  if (/^\/([\w.~-]+\/)*$/.test(text)) return text;
  throw new Error(`--base takes a path that begins and ends with a slash, such as /docs/, not "${text}".`);
}

function explanationOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === "EADDRINUSE") return `${message}.\nChoose another port with --port, or 0 for any free one.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `${message}.\n--host takes an address of this machine.`;
  return code?.startsWith("ERR_PARSE_ARGS") ? `${message}\n--help lists the options.` : message;
}
