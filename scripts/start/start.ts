import { once } from "node:events";
import { createServer } from "node:net";
import { parseArgs, styleText } from "node:util";
import { explainListenError, isUsageError, parsePort } from "@run-summary/command-line";
import { runTurbo } from "../shared/turbo.ts";

const help = `Generates everything from the spec, starts the mock and the docs, sends each operation's example through the
client, and then follows the spec: save a file in spec/, and types, client, mock and docs are brought up to date.

  npm start -- [--once] [--mock-port 4010] [--docs-port 8080]

  --once             end after the round trip
  --mock-port PORT   the mock's port; 0 for any free one (default: 4010)
  --docs-port PORT   the docs' port; 0 for any free one (default: 8080)
  --help             this text
`;

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      once: { type: "boolean", default: false },
      "mock-port": { type: "string", default: "4010" },
      "docs-port": { type: "string", default: "8080" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const mockPort = parsePort("--mock-port", values["mock-port"]);
  const docsPort = parsePort("--docs-port", values["docs-port"]);
  // Before the work: nobody wants to wait for it to hear this.
  await Promise.all([listen("mock", mockPort, tryPort), listen("docs", docsPort, tryPort)]);
  // One after the other: if building depended on generating, `npm test` would mend a drift before it saw it.
  for (const task of ["generate", "build"]) {
    const code = await runTurbo(["run", task, "--output-logs=errors-only", "--log-prefix=none"]);
    if (code !== 0) {
      process.exitCode = code;
      return;
    }
  }
  // Only now: the round trip imports the client, which in a fresh clone has just been built.
  const [{ startMock }, { serveDocs }, { showRoundTrip }, { watchSpec }] = await Promise.all([
    import("@run-summary/mock"),
    import("@run-summary/docs"),
    import("./round-trip.ts"),
    import("./watch-spec.ts"),
  ]);
  await using running = new AsyncDisposableStack();
  const mock = running.adopt(await listen("mock", mockPort, startMock), (server) => server.close());
  const docs = running.adopt(await listen("docs", docsPort, serveDocs), (server) => server.close());
  await showRoundTrip(mock.apiUrl);

  console.log(`\nMock  ${styleText("underline", mock.apiUrl)}\nDocs  ${styleText("underline", docs.url)}`);
  if (values.once) return;
  const ended = Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => once(process, signal)));
  running.adopt(await watchSpec(mock, docs), (stopWatching) => stopWatching());
  console.log("\nSave a file in spec/, and types, client, mock and docs follow. Ctrl-C ends.");
  await ended;
}

/** Starts a server; a port that cannot be had is explained with the option that chooses another. */
async function listen<Server>(
  name: "mock" | "docs",
  port: number,
  startServer: (options: { port: number }) => Promise<Server>,
): Promise<Server> {
  try {
    return await startServer({ port });
  } catch (error) {
    throw new Error(explainListenError(error, { port: `--${name}-port` }));
  }
}

/** Rejects where the port cannot be listened on. */
async function tryPort({ port }: { port: number }): Promise<void> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  server.close();
  await once(server, "close");
}

try {
  await start();
} catch (error) {
  const hint = isUsageError(error) ? "\n`npm start -- --help` lists the options." : "";
  console.error(styleText("red", (error as Error).message) + hint);
  process.exitCode = 1;
}
