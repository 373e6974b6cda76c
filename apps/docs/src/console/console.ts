import { readFile } from "node:fs/promises";
import type { OpenApiDocument } from "@run-summary/openapi";
import { hasClient } from "../reference/info.ts";
import { bundleScript } from "../site/bundle-script.ts";
import { escapeHtml } from "../site/escape.ts";
import type { Page } from "../site/layout.ts";
import { createDefinition } from "./definition.ts";

const readSource = (name: string) => readFile(new URL(name, import.meta.url), "utf8");

/** The console's page, and the files that it loads by name. */
export async function createConsole(
  document: OpenApiDocument,
): Promise<{ readonly page: Page; readonly files: Readonly<Record<string, string>> }> {
  const definition = createDefinition(document);
  const description = `Sends a request to the mock on your machine${definition.servers.length > 0 ? ", or to the service" : ""}.`;
  const parts: Record<string, string> = {
    description,
    command: hasClient(document) ? "npm run mock" : "npm run mock -- --spec FILE",
  };
  const form = await readSource("page.html");
  const page: Page = {
    ...{ name: "console", title: "Console", description },
    html: form.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeHtml(parts[name] ?? "")),
    scripts: ["console-definition.js", "console.js"],
    // The reader chooses the mock's port.
    origins: ["http://127.0.0.1:*", "http://localhost:*", ...definition.servers.map(({ url }) => new URL(url).origin)],
  };
  const [script, style] = await Promise.all([
    bundleScript(new URL("page.ts", import.meta.url)),
    readSource("console.css"),
  ]);
  const definitionScript = `const consoleDefinition = ${JSON.stringify(definition)};\n`;
  return { page, files: { "console-definition.js": definitionScript, "console.js": script, "console.css": style } };
}
