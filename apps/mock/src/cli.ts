#!/usr/bin/env node
import { parseArgs } from "node:util";
import { startMock } from "./start-mock.ts";

const help = `Serves a mock of the API.

  run-summary-mock [--port 4010] [--host 127.0.0.1]

  --port PORT   the port to listen on; 0 for any (default: 4010)
  --host HOST   the address to listen on (default: 127.0.0.1)
  --help        this text
`;

try {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4010" },
      host: { type: "string", default: "127.0.0.1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
  } else {
    const mock = await startMock({ port: Number(values.port), host: values.host });
    console.log(`Mock: ${mock.apiUrl} (Ctrl-C ends it)`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void mock.close());
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const hint = code === "EADDRINUSE" ? " Choose another with --port, or 0 for any." : "";
  console.error(`${message}.${hint}`);
  process.exitCode = 2;
}
