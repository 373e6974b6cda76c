import type { Page } from "playwright-core";
import {
  type Entry,
  isTagOpen,
  openStatus,
  readEntries,
  readSections,
  type Section,
  showEverything,
} from "./docs-page.ts";
import { createFacts, createValueFacts, type Fact, isBranch, isJson, type View } from "./fact.ts";
import type { ReadingPlan } from "./reading-plan.ts";
import { formatSecurity } from "./spec-facts.ts";

/**
 * The docs show no type of a whole body and of its items, and only the type of other items. They show one branch of a union at a
 * time, and not always its types. An operationId is there a part of an address, in lower case.
 */
export const viewFromDocs: View = ({ subject, attribute, value, isUnion }) => {
  if (subject.some(isBranch) || isUnion) return undefined;
  if (subject.length === 0)
    return attribute === "token" ? undefined : attribute === "operationId" ? value.toLowerCase() : value;
  if (attribute === "closed" || attribute === "example") return undefined;
  if (isJson(subject) && (subject.length === 1 || `${subject.slice(1)}` === "[]"))
    return ["media types", "required"].includes(attribute) ? value : undefined;
  return subject.at(-1) === "[]" && !["type", "nullable", "values"].includes(attribute) ? undefined : value;
};

/**
 * What the built site shows in a browser. Responses that the plan takes to be equal to others have the facts of those.
 *
 * @throws {Error} where it does not show its operations.
 */
export async function readDocsFacts(page: Page, url: string, plan: ReadingPlan = new Map()): Promise<Fact[]> {
  try {
    await page.addInitScript(showEverything);
    await page.goto(url, { waitUntil: "commit" });
    const item = "a:has([data-testid=menu-item-label])";
    await page.waitForSelector(item, { state: "attached" });
    const links = await page.$$eval(item, (items) => items.map((one) => one.getAttribute("href") ?? ""));
    // The first link leads to the document, and those to sections lead to text.
    const paths = links.slice(1).filter((link) => !link.includes("/section/"));
    const tags = new Set(paths.map((link) => /^#?(\/[^/]+)/.exec(link)?.[1] ?? link));
    const facts: Fact[] = [];
    const sections: Section[] = [];
    // The page shows the operations of one tag at a time.
    for (const tag of tags) {
      // Operations without a tag have no link above them.
      const link = `:is(a[href$="${tag}"], a[href^="#${tag}/"]) [data-testid=menu-item-label]`;
      await page.$eval(link, (label) => (label as HTMLElement).click());
      await page.waitForFunction(isTagOpen, tag);
      for (const section of await page.evaluate(readSections)) {
        if (!section.path.startsWith("/")) continue; // a webhook
        const isRead = (part: string) => !plan.has(`${section.id} ${part}`);
        const read = { ...section, statuses: section.statuses.filter(isRead) };
        const entries = await readSectionEntries(page, read);
        const known = entries.filter(({ part }) => isRead("request") || !part.startsWith("request"));
        for (const fact of listSectionFacts(read, known)) facts.push(fact);
        sections.push(section);
      }
    }
    return [...facts, ...copyFacts(facts, sections, plan)];
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw new Error(`The site at ${url} does not show its operations: ${reason} Build it with \`npm run docs\`.`, {
      cause: error,
    });
  }
}

/** The facts of the parts that were not read, by those of equal ones. */
function copyFacts(facts: readonly Fact[], sections: readonly Section[], plan: ReadingPlan): Fact[] {
  const byPart = Map.groupBy(facts, ({ operation, subject: [part] }) => `${operation} ${part}`);
  return sections.flatMap(({ id, statuses }) =>
    ["request", ...statuses].flatMap((part) => {
      const equal = plan.get(`${id} ${part}`);
      if (equal === undefined) return [];
      const names = part === "request" ? ["parameter", "body"] : ["response", "header"];
      return names.flatMap((name) => {
        const [from, to] = [equal.part, part].map((one) => (one === "request" ? name : `${name} ${one}`));
        const copied = byPart.get(`${equal.operation} ${from}`) ?? [];
        return copied.map(({ subject, ...fact }) => ({
          ...fact,
          operation: id,
          subject: [to as string, ...subject.slice(1)],
        }));
      });
    }),
  );
}

/** The entries of a section for all its statuses, each once. */
async function readSectionEntries(page: Page, { id, statuses }: Section): Promise<Entry[]> {
  const entries = new Map<string, Entry>();
  for (const status of statuses) {
    await page.evaluate(openStatus, { id, status });
    for (const entry of await page.evaluate(readEntries, { id, status })) {
      entries.set([entry.part, ...entry.names].join("\n"), entry);
    }
  }
  return [...entries.values()];
}

function listSectionFacts({ id, method, path, security, statuses }: Section, entries: readonly Entry[]): Fact[] {
  return [
    ...createFacts(id, [], { operationId: id, method: method.toLowerCase(), path, security: parseSecurity(security) }),
    ...statuses
      .filter((status) => !entries.some(({ part }) => part === `${status}/body`))
      .flatMap((status) => createFacts(id, [`response ${status}`], { "media types": "none" })),
    ...entries.filter(({ isInBranch }) => !isInBranch).flatMap((entry) => listEntryFacts(id, entry)),
  ];
}

function listEntryFacts(operation: string, { part: location, names, notes, type, values }: Entry): Fact[] {
  const [status, part = ""] = location.split("/");
  const isBody = part === "body";
  const required = notes.includes("required");
  if (status === "request" && names.length > 0 && !isBody) {
    const facts = names.length > 1 ? [] : createFacts(operation, ["parameter", ...names], { in: part });
    return [...facts, ...listNoteFacts(operation, ["parameter", ...names], { notes, type, values })];
  }
  const subject = status === "request" ? "body" : `${isBody ? "response" : "header"} ${status}`;
  if (names.length > 0) return listNoteFacts(operation, [subject, ...names], { notes, type, values });
  const mediaTypes = isBody ? notes.find((note) => note.includes("/")) : undefined;
  return createFacts(operation, [subject], {
    "media types": mediaTypes,
    required: subject === "body" && isBody ? required : undefined,
  });
}

function listNoteFacts(
  operation: string,
  subject: readonly string[],
  { notes, type, values }: Pick<Entry, "notes" | "type" | "values">,
): Fact[] {
  const [, ofItems, text = ""] = /^(Array of )?(.*)$/s.exec(type) ?? [];
  const [names = "", ...constraints] = splitOutside(text, ", ");
  const types = splitOutside(names, " or ");
  const position = { required: notes.includes("required"), readOnly: notes.includes("read-only") };
  const known = values.length > 0 ? values.map((value) => JSON.parse(value) as unknown) : undefined;
  if (ofItems === undefined) {
    const pattern = notes.find((note) => note.startsWith("/"))?.slice(1, -1);
    const limits = { ...parseLimits(constraints), pattern };
    return createValueFacts(operation, subject, { ...position, types: types.map(parseType), limits, values: known });
  }
  // The text has one `or null` for the list and for its items. Marks say which of them it means.
  const listNull = (mark: string) => (notes.includes(mark) ? ["null"] : []);
  const items = types.filter((one) => one !== "null").map((one) => parseType(one).replace(/s$/, ""));
  return [
    ...createValueFacts(operation, subject, { ...position, types: ["array", ...listNull("may be null")] }),
    // Lists in a list have entries of their own.
    ...(items.includes("item")
      ? []
      : createValueFacts(operation, [...subject, "[]"], {
          types: [...items, ...listNull("items may be null")],
          values: known,
        })),
  ];
}

/** The parts of a text between separators that are not in parentheses. */
function splitOutside(text: string, separator: string): string[] {
  const parts = [""];
  for (const part of text.split(separator)) {
    const last = parts.length - 1;
    const isOpen = (parts[last] ?? "").split("(").length > (parts[last] ?? "").split(")").length;
    if (isOpen) parts[last] += separator + part;
    else parts.push(part);
  }
  return parts.slice(1);
}

/** The type in its text: `Label (object)` is an object. */
function parseType(text: string): string {
  return /\((\w+)\)$/.exec(text)?.[1] ?? text;
}

/** Limits of numbers and of lengths: `[ 1 .. 3 )`, `>= 1`, `= 3 characters`, `non-empty`. */
function parseLimits(constraints: readonly string[]): Record<string, string> {
  const limits: Record<string, string> = {};
  for (const text of constraints) {
    const [, format] = /^\((\S+)\)$/.exec(text) ?? [];
    const [, range = "", unit] = /^(.*?)( characters| items)?$/.exec(text) ?? [];
    if (format !== undefined) limits.format = format;
    else if (text === "non-empty") limits.minLength = "1";
    else if (unit !== " items") Object.assign(limits, parseRange(range, unit !== undefined));
  }
  return limits;
}

/** The limits of a range, each by its keyword. */
function parseRange(text: string, isLength: boolean): Record<string, string> {
  const [, open, least, most, close] = /^([[(]) (\S+) \.\. (\S+) ([\])])$/.exec(text) ?? [];
  const [, sign, only] = /^([<>]?=|[<>]) (\S+)$/.exec(text) ?? [];
  const [lower, upper] = isLength ? ["minLength", "maxLength"] : ["minimum", "maximum"];
  const limits = {
    [lower]: open === "[" ? least : sign === ">=" || sign === "=" ? only : undefined,
    [upper]: close === "]" ? most : sign === "<=" || sign === "=" ? only : undefined,
    exclusiveMinimum: open === "(" ? least : sign === ">" ? only : undefined,
    exclusiveMaximum: close === ")" ? most : sign === "<" ? only : undefined,
  };
  return Object.fromEntries(
    Object.entries(limits).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** `delegated ( Required scopes : A B ) or …` as the spec's facts have it. */
function parseSecurity(text: string): string {
  const scheme = (part: string) => {
    const [, name = "", scopes = ""] = /([^\s()]+)(?: ?\( ?Required scopes ?: ([^)]*)\))?/.exec(part) ?? [];
    return [name, scopes.split(" ").filter(Boolean)];
  };
  const alternatives = text.split(" or ").filter((part) => part !== "");
  return formatSecurity(alternatives.map((part) => Object.fromEntries(part.split(" and ").map(scheme))));
}
