// A case of stoplightio/prism's test-harness: a text with a line such as `====spec====` before each section.
import { readFile } from "node:fs/promises";
import type { Comparison } from "../http/compare.ts";
import type { PlainResponse } from "../http/message.ts";

export interface HarnessCase {
  readonly document: string;
  /** Prism's command line, such as `mock -p 4010 ${document}`. */
  readonly server: string;
  /** The command line of curl. */
  readonly command: string;
  readonly comparison: Comparison;
  readonly expected: PlainResponse;
}

const comparisons: readonly Comparison[] = ["expect", "expect-loose", "expect-keysOnly"];

/**
 * Reads a case.
 *
 * @throws {Error} where a section is missing.
 */
export async function readCase(file: string): Promise<HarnessCase> {
  const [, ...parts] = (await readFile(file, "utf8")).split(/^====([\w-]+)====\r?\n/m);
  const sections = new Map(parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : [])));
  const getSection = (name: string) => {
    const section = sections.get(name);
    if (section === undefined) throw new Error(`${file} has no section ====${name}====.`);
    return section.trim();
  };
  const comparison = comparisons.find((name) => sections.has(name)) ?? "expect";
  return {
    document: getSection("spec"),
    server: getSection("server"),
    command: getSection("command"),
    comparison,
    expected: parseResponse(getSection(comparison)),
  };
}

function parseResponse(text: string): PlainResponse {
  const [head = "", ...body] = text.split(/\r?\n\r?\n/);
  const [statusLine = "", ...fields] = head.split(/\r?\n/);
  const headers = fields.map((field) => {
    const [name = "", ...value] = field.split(":");
    return [name.trim().toLowerCase(), value.join(":").trim()];
  });
  return {
    status: Number(statusLine.split(" ")[1]),
    headers: Object.fromEntries(headers),
    body: body.join("\n\n").trim(),
  };
}
