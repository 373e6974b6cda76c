import { parseArgs } from "node:util";
import { serveDocs } from "./serve-docs.ts";

try {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8080" },
      host: { type: "string", default: "127.0.0.1" },
    },
  });
  const docs = await serveDocs({ port: Number(values.port), host: values.host });
  console.log(`Docs: ${docs.url} (Ctrl-C ends it)`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void docs.close());
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const hint = code === "EADDRINUSE" ? " Choose another with --port, or 0 for any." : "";
  console.error(`${message}.${hint}`);
  process.exitCode = 2;
}
