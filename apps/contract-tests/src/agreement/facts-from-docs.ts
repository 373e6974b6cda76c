import type { Page } from "playwright-core";
import { type Fact, factsOf, factsOfValue, isJson, type View } from "./fact.ts";
import { securityText } from "./facts-from-spec.ts";

/** The docs show no type of a whole body and of its items, and of other items no more than a type; an operationId is part of an address there. */
export const docsSee: View = ({ subject, attribute, value }) => {
  if (subject.length === 0)
    return attribute === "token" ? undefined : attribute === "operationId" ? value.toLowerCase() : value;
  if (attribute === "closed" || attribute === "example") return undefined;
  if (isJson(subject) && (subject.length === 1 || `${subject.slice(1)}` === "[]"))
    return ["media types", "required"].includes(attribute) ? value : undefined;
  return subject.at(-1) === "[]" && !["type", "values"].includes(attribute) ? undefined : value;
};

/** What a section of the site shows, in the order in which it shows it. */
interface Section {
  /** The operation's part of the address. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly security: string;
  readonly statuses: readonly string[];
  readonly entries: readonly Entry[];
}

interface Entry {
  /** `request` or a status, and a part: `request/query`, `200/headers`, `4XX/body`. */
  readonly place: string;
  /** The names that lead to what is described; none for the heading. */
  readonly names: readonly string[];
  /** What stands beside the name. */
  readonly notes: readonly string[];
  readonly type: string;
  /** As JSON texts. */
  readonly values: readonly string[];
}

/**
 * What the built site shows in a browser.
 *
 * @throws where it does not show its operations.
 */
export async function factsFromDocs(page: Page, url: string): Promise<Fact[]> {
  try {
    await page.addInitScript(showAll);
    await page.goto(url, { waitUntil: "commit" });
    const item = "a:has([data-testid=menu-item-label])";
    await page.waitForSelector(item, { state: "attached" });
    const links = await page.$$eval(item, (items) => items.map((one) => one.getAttribute("href") ?? ""));
    const paths = links.slice(1).filter((link) => !link.includes("/section/"));
    const tags = new Set(paths.map((link) => link.replace(/^#?(\/[^/]+).*$/, "$1")));
    const facts: Fact[] = [];
    // The operations of one tag are open at a time; the first link is the document's own, and those to sections lead to text.
    for (const tag of tags) {
      await page.$eval(`a[href$="${tag}"] [data-testid=menu-item-label]`, (label) => (label as HTMLElement).click());
      await page.waitForFunction(isOpen, tag);
      facts.push(...(await page.evaluate(readSections)).flatMap(factsOfSection));
    }
    return facts;
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw new Error(`The site at ${url} does not show its operations: ${reason} Build it with \`npm run docs\`.`, {
      cause: error,
    });
  }
}

function factsOfSection({ id, method, path, security, statuses, entries }: Section): Fact[] {
  return [
    ...factsOf(id, [], { operationId: id, method: method.toLowerCase(), path, security: securityIn(security) }),
    ...statuses
      .filter((status) => !entries.some(({ place }) => place === `${status}/body`))
      .flatMap((status) => factsOf(id, [`answer ${status}`], { "media types": "none" })),
    ...entries.flatMap((entry) => factsOfEntry(id, entry)),
  ];
}

function factsOfEntry(operation: string, { place, names, notes, type, values }: Entry): Fact[] {
  const [status, part = ""] = place.split("/");
  const isBody = part === "body";
  const required = notes.includes("required");
  if (status === "request" && names.length > 0 && !isBody) {
    const facts = factsOf(operation, ["parameter", ...names], { in: part });
    return [...facts, ...factsOfNotes(operation, ["parameter", ...names], { notes, type, values })];
  }
  const at = status === "request" ? "body" : `${isBody ? "answer" : "header"} ${status}`;
  if (names.length > 0) return factsOfNotes(operation, [at, ...names], { notes, type, values });
  const mediaTypes = isBody ? notes.find((note) => note.includes("/")) : undefined;
  return factsOf(operation, [at], {
    "media types": mediaTypes,
    required: at === "body" && isBody ? required : undefined,
  });
}

const marks = ["required", "read-only", "write-only", "Recursive", "Deprecated"];

function factsOfNotes(
  operation: string,
  subject: readonly string[],
  { notes, type, values }: Pick<Entry, "notes" | "type" | "values">,
): Fact[] {
  const [, ofItems, text = ""] = /^(Array of )?(.*)$/s.exec(type) ?? [];
  const [words = "", ...constraints] = text.split(", ");
  const types = words.split(" or ");
  const position = { required: notes.includes("required"), readOnly: notes.includes("read-only") };
  const known = values.length > 0 ? values.map((value) => JSON.parse(value) as unknown) : undefined;
  if (ofItems === undefined) {
    const pattern = notes.find((note) => !marks.includes(note));
    const limits = { ...limitsIn(constraints), pattern };
    return factsOfValue(operation, subject, { ...position, types, limits, values: known });
  }
  const [nulls, others] = [types.filter((one) => one === "null"), types.filter((one) => one !== "null")];
  const items = others.map((one) => one.replace(/s$/, ""));
  return [
    ...factsOfValue(operation, subject, { ...position, types: ["array", ...nulls] }),
    // Lists in a list have entries of their own. Whether `or null` is about the items is not to be seen.
    ...(items.includes("item")
      ? []
      : factsOfValue(operation, [...subject, "[]"], { types: items, values: known })
    ).filter(({ attribute }) => attribute !== "nullable"),
  ];
}

function limitsIn(constraints: readonly string[]): Record<string, string | undefined> {
  const limits: Record<string, string | undefined> = {};
  for (const text of constraints) {
    const [, format] = /^\((\S+)\)$/.exec(text) ?? [];
    const [, least, most, unit] = /^(?:\[ (\S+) \.\. (\S+) \]|.*?)( characters)?$/.exec(text) ?? [];
    const [, only] = /^[<>]= (\S+)/.exec(text) ?? [];
    const [, exact] = /^= (\S+) characters$/.exec(text) ?? [];
    const [minimum, maximum] =
      unit === undefined && exact === undefined ? ["minimum", "maximum"] : ["minLength", "maxLength"];
    if (format !== undefined) limits.format = format;
    else if (text === "non-empty") limits.minLength = "1";
    else {
      limits[minimum] ??= least ?? exact ?? (text.startsWith(">") ? only : undefined);
      limits[maximum] ??= most ?? exact ?? (text.startsWith("<") ? only : undefined);
    }
  }
  return limits;
}

/** `delegated ( Required scopes : A B ) or …` in the words of the spec's text. */
function securityIn(text: string): string {
  const scheme = (part: string) => {
    const [, name = "", scopes = ""] = /([^\s()]+)(?: ?\( ?Required scopes ?: ([^)]*)\))?/.exec(part) ?? [];
    return [name, scopes.split(" ").filter(Boolean)];
  };
  const alternatives = text.split(" or ").filter((part) => part !== "");
  return securityText(alternatives.map((part) => Object.fromEntries(part.split(" and ").map(scheme))));
}

// What is not in view is not rendered: so all counts as in view, and none of it is laid out, which takes half of the time.
// This and what follows runs in the page, where nothing from outside is known.
function showAll(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("body { display: none !important }");
  document.adoptedStyleSheets = [sheet];
  window.IntersectionObserver = class extends IntersectionObserver {
    readonly #callback: IntersectionObserverCallback;
    constructor(callback: IntersectionObserverCallback) {
      super(callback);
      this.#callback = callback;
    }
    override observe(target: Element): void {
      this.#callback([{ isIntersecting: true, target } as unknown as IntersectionObserverEntry], this);
    }
  };
}

function isOpen(tag: string): boolean {
  const labels = [...document.querySelectorAll(`a[href^="#${tag}/"]:has([data-testid=menu-item-label])`)];
  const ids = labels.map((label) => label.getAttribute("href")?.slice(1));
  const isActive = document.querySelector(`a[href$="${tag}"] [data-active=true]`) !== null;
  const isShown = (id = "") => document.querySelector(`[data-section-id="${id}"] [role=tab]`) !== null;
  return (isActive || ids.length > 0) && ids.every(isShown);
}

async function readSections(): Promise<Section[]> {
  const textOf = (element: Element | null | undefined) => element?.textContent?.replaceAll("\u200b", "").trim() ?? "";
  const sections: Section[] = [];

  for (const section of document.querySelectorAll("[data-section-id]:has([role=tab])")) {
    const all = (selector: string) => [...section.querySelectorAll<HTMLElement>(selector)];
    const click = (selector: string, text: RegExp) => {
      const found = all(selector).filter((element) => text.test(textOf(element)));
      for (const element of found) element.click();
      return found.length;
    };
    const id = section.getAttribute("data-section-id")?.split("/").at(-1) ?? "";
    const statuses = all("[role=tab]").map(textOf);
    const entries = new Map<string, Entry>();
    for (const status of statuses) {
      click("[role=tab]", new RegExp(`^${status}$`));
      // A status is there when for some turns there has been nothing to open, and nothing about to come.
      for (let turns = 0, calm = 0; calm < 3; turns++) {
        if (turns > 5000) throw new Error(`The docs do not show the whole of ${id}'s ${status}.`);
        await new Promise((resolve) => setTimeout(resolve));
        const isSelected = textOf(section.querySelector("[role=tab][aria-selected=true]")) === status;
        const closed = click(".schema-property-item button", /^(\+|Show)/);
        const isWhole = closed + all("[data-schema-nested-open] [aria-hidden=true]").length === 0;
        calm = isSelected && isWhole ? calm + 1 : 0;
      }

      let place = "";
      let around: string[] = [];
      const add = (entry: Omit<Entry, "place">) => entries.set([place, ...entry.names].join("\n"), { place, ...entry });
      for (const element of all("[id], span")) {
        // A body that is a list: what follows are its items.
        if (element.matches("span:not(.schema-property-item *)") && textOf(element).startsWith("Array ["))
          around = ["[]"];
        const [, part, ofAnswer] = /\/(request\/\w+|response&c=\w+\/(\w+))$/.exec(element.id) ?? [];
        if (part !== undefined) {
          place = ofAnswer === undefined ? part : `${status}/${ofAnswer}`;
          around = [];
          const marks = [...element.querySelectorAll("span")].filter((mark) => !mark.closest(".schema-property-item"));
          add({ names: [], notes: marks.map(textOf), type: "", values: [] });
        }
        if (!element.matches(".schema-property-item")) continue;
        const [row, ...below] = element.children;
        const [title, ...notes] = row?.children ?? [];
        const name = [...(title?.children ?? [])]
          .filter((span) => !span.matches("[data-deep-link-anchor]"))
          .map(textOf);
        if (textOf(element.firstElementChild).includes("additional property")) continue;
        const value = below.find((one) => /^(Value|Enum|Items Enum):/.test(textOf(one)));
        add({
          names: [
            ...around,
            ...name.flatMap((span) =>
              span
                .replace(/\.$/, "")
                .replace("[i]", "[]")
                .split(/(?=\[\]$)/),
            ),
          ],
          notes: notes.filter((note) => note.tagName === "SPAN").map(textOf),
          type: textOf(notes.find((note) => note.tagName === "EM")),
          values: [...(value?.children ?? [])].slice(1).map(textOf),
        });
      }
    }
    const [method, path] = section.querySelector(".panel-request-samples button")?.children ?? [];
    const [security] = all("[data-component-name='Panel/Panel'] [data-testid=panel-body]");
    const words: string[] = [];
    if (textOf(security?.previousElementSibling).startsWith("Security")) {
      // A long scope is cut, but for those who do not see: the whole comes first.
      for (const scope of security?.querySelectorAll("[aria-label]") ?? [])
        scope.textContent = scope.ariaLabel?.replace(/: .*/, "") ?? "";
      const texts = document.createTreeWalker(security as Element, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) words.push(texts.currentNode.textContent?.trim() ?? "");
    }
    sections.push({
      id,
      method: textOf(method),
      path: textOf(path),
      security: words.join(" ").replace(/ +/g, " "),
      statuses,
      entries: [...entries.values()],
    });
  }
  return sections;
}
