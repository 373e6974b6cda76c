import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type OpenApiDocument, type Operation, operationsOf } from "@run-summary/spec";
import { type Page, prose } from "./layout.ts";
import { htmlOf } from "./markdown.ts";
import { operationIdOf, throttlingTable } from "./reference.ts";
import { samplesOf } from "./samples/samples.ts";
import { table } from "./schema-table.ts";

export interface Guide {
  readonly page: Page;
  /** The guide in Markdown. */
  readonly text: string;
}

const folder = fileURLToPath(new URL("../guides/", import.meta.url));

/** The guides, in the order of the numbers before their files' names, with what they say from the document filled in. */
export async function guidesOf(document: OpenApiDocument): Promise<Guide[]> {
  const facts = factsOf(document);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md")).sort();
  const guides = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(join(folder, file), "utf8");
      const text = source.replace(/\{\{(.+?)\}\}/g, (_, name: string) => factNamed(name, facts, file));
      const [, title = "", description = ""] = /^# (.*)\n\n(.*)\n/.exec(text) ?? [];
      return { text, name: file.replace(/^\d+-|\.md$/g, ""), title, description };
    }),
  );
  return guides.map(({ text, ...guide }, index) => {
    const next = guides[index + 1];
    const html = prose(htmlOf(next ? `${text}\n\nNext: [${next.title}](${next.name}.html)` : text));
    return { text, page: { ...guide, parent: "guides", html } };
  });
}

function factNamed(name: string, facts: Readonly<Record<string, string>>, file: string): string {
  const fact = facts[name];
  if (fact === undefined) throw new Error(`guides/${file}: there is no fact {{${name}}}.`);
  return fact;
}

/** What guides say of the API: the first operation that reads, the first that writes, and what holds for all. */
function factsOf(document: OpenApiDocument): Record<string, string> {
  const operations = operationsOf(document);
  const read = operations.find(({ method }) => method === "get");
  const write = operations.find(({ requestBody }) => requestBody !== undefined);
  return {
    permissions: table(
      ["Operation", "Least privileged permission"],
      operations.map((operation) => [
        `[${operation.summary}](index.html#${operationIdOf(operation)})`,
        operation.security
          .slice(0, 1)
          .flatMap((schemes) => Object.values(schemes).flat())
          .join(", "),
      ]),
    ),
    throttling: throttlingTable(document),
    ...samples(document, "read", read),
    ...samples(document, "write", write),
  };
}

function samples(document: OpenApiDocument, role: string, operation: Operation | undefined): Record<string, string> {
  const ofOperation = samplesOf(document).filter(({ operationId }) => operationId === operation?.operationId);
  const required = (operation?.parameters ?? []).filter((parameter) => parameter.required);
  const values = required.map(({ name, example }) => `${propertyName(name)}: ${JSON.stringify(example)}`);
  const given = [...values, ...(operation?.requestBody ? ["body"] : [])];
  return {
    [`${role} call`]: `${operation?.operationId}({ ${given.join(", ")} })`,
    // The first of a language is that of the first example.
    ...Object.fromEntries(ofOperation.reverse().map(({ lang, source }) => [`${role} in ${lang}`, source])),
  };
}

function propertyName(name: string): string {
  return /^[\w$]+$/.test(name) ? name : JSON.stringify(name);
}
