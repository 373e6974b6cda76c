// These functions run in the page of the docs, one at a time. They can use nothing from outside of themselves.

/** A section of the site about an operation. */
export interface Section {
  /** The last part of the section's address. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly security: string;
  readonly statuses: readonly string[];
}

/** A heading, a parameter, a header or a property of a section. */
export interface Entry {
  /** The part of the section: `request/query`, `200/headers`, `4XX/body`. */
  readonly part: string;
  /** The names that lead to what is described; none for a heading. */
  readonly names: readonly string[];
  /** The texts that follow the name: the pattern between two slashes, and the marks. */
  readonly notes: readonly string[];
  readonly type: string;
  /** The allowed values, as JSON texts. */
  readonly values: readonly string[];
  /** Whether it is shown only while a branch of a union is chosen. */
  readonly isInBranch: boolean;
}

/** Makes the page render everything. Redoc renders what is in view, so everything counts as in view. Nothing is laid out, which takes half of the time. */
export function showEverything(): void {
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

/** Whether the page shows all operations of a tag. */
export function isTagOpen(tag: string): boolean {
  const labels = [...document.querySelectorAll(`a[href^="#${tag}/"]:has([data-testid=menu-item-label])`)];
  const ids = labels.map((label) => label.getAttribute("href")?.slice(1));
  const isActive = document.querySelector(`a[href$="${tag}"] [data-active=true]`) !== null;
  const isShown = (id = "") => document.querySelector(`[data-section-id="${id}"] [role=tab]`) !== null;
  return (isActive || ids.length > 0) && ids.every(isShown);
}

/** The sections that the page shows. */
export function readSections(): Section[] {
  const getText = (element: Element | null | undefined) => element?.textContent?.replaceAll("\u200b", "").trim() ?? "";
  const readSecurity = (section: Element): string => {
    const panel = section.querySelector("[data-component-name='Panel/Panel'] [data-testid=panel-body]");
    if (panel === null || !getText(panel.previousElementSibling).startsWith("Security")) return "";
    // The page cuts a long scope. Its label for assistive technology begins with the whole scope.
    for (const scope of panel.querySelectorAll("[aria-label]"))
      scope.textContent = scope.ariaLabel?.replace(/: .*/, "") ?? "";
    const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
    const parts: string[] = [];
    while (texts.nextNode()) parts.push(texts.currentNode.textContent?.trim() ?? "");
    return parts.join(" ").replace(/ +/g, " ");
  };
  return [...document.querySelectorAll("[data-section-id^='/']:has([role=tab])")].map((section) => {
    const method = section.querySelector(".panel-request-samples [data-component-name='Tag/Tag']");
    const path = method?.nextElementSibling;
    return {
      id: section.getAttribute("data-section-id")?.split("/").at(-1) ?? "",
      method: getText(method),
      path: getText(path),
      security: readSecurity(section),
      statuses: [...section.querySelectorAll("[data-response-codes-tablist] [role=tab]")].map(getText),
    };
  });
}

/** Opens the response with a status, and everything inside it. */
export async function openStatus({ id, status }: { id: string; status: string }): Promise<void> {
  const section = document.querySelector(`[data-section-id$="/${id}"]`);
  const getText = (element: Element | null | undefined) => element?.textContent?.replaceAll("\u200b", "").trim() ?? "";
  const listAll = (selector: string) => [...(section?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const click = (selector: string, text: RegExp): number => {
    const found = listAll(selector).filter((element) => text.test(getText(element)));
    for (const element of found) element.click();
    return found.length;
  };
  const tabs = "[data-response-codes-tablist] [role=tab]";
  click(tabs, new RegExp(`^${status}$`));
  // The response is complete when there was nothing to open and nothing on its way for three turns.
  for (let turns = 0, calmTurns = 0; calmTurns < 3; turns++) {
    if (turns > 5000) throw new Error(`The docs do not show the whole of ${id}'s ${status}.`);
    await new Promise((resolve) => setTimeout(resolve));
    const isSelected = getText(listAll(`${tabs}[aria-selected=true]`)[0]) === status;
    const closed = click(".schema-property-item button", /^(\+|Show)/);
    const isWhole = closed + listAll("[data-schema-nested-open] [aria-hidden=true]").length === 0;
    calmTurns = isSelected && isWhole ? calmTurns + 1 : 0;
  }
}

/** The entries of a section while the response with a status is open. */
export function readEntries({ id, status }: { id: string; status: string }): Entry[] {
  const getText = (element: Element | null | undefined) => element?.textContent?.replaceAll("\u200b", "").trim() ?? "";
  // Texts of the document may look like marks of the page.
  const isText = (element: Element) => element.closest("[data-component-name='Markdown/Markdown']") !== null;
  const readHeading = (element: Element): Omit<Entry, "part"> => {
    const marks = [...element.querySelectorAll("span")].filter(
      (mark) => !mark.closest(".schema-property-item") && !isText(mark),
    );
    return { names: [], notes: marks.map(getText), type: "", values: [], isInBranch: false };
  };
  /** `name`, `name[]` for what is in a list's items, and `[i]` for an item. */
  const parseName = (text: string): string[] => {
    const lists: string[] = [];
    let name = text;
    for (; name.endsWith("[]"); name = name.slice(0, -2)) lists.push("[]");
    const first: string = name === "[i]" ? "[]" : name.startsWith('"') ? JSON.parse(name) : name;
    return [first, ...lists];
  };
  const readValues = (details: readonly Element[]): string[] => {
    const isConstant = ({ children: [label] }: Element) => label?.tagName === "SPAN" && getText(label) === "Value:";
    const values = details.find((one) => one.matches("[data-testid=schema-enum-values]") || isConstant(one));
    // The last child of a long list is a button that hides most of it.
    return [...(values?.children ?? [])]
      .slice(1)
      .filter((one) => !one.matches("button"))
      .map(getText);
  };
  const readProperty = (element: Element): Omit<Entry, "part"> => {
    const [row, ...details] = element.children;
    const [title, ...notes] = row?.children ?? [];
    const outerNames = [...(title?.children ?? [])]
      .map(({ textContent }) => textContent)
      .filter((text) => /\.\u200b$/.test(text));
    const name = title?.querySelector(".schema-name")?.textContent ?? "";
    // What chooses a branch stands before its properties, or is in the row of the discriminator's property.
    const switcher = "[data-section-id=switcher]";
    const choice = `:scope > ${switcher}, :scope > [id]:not(.schema-property-item) > ${switcher}`;
    let isInBranch = false;
    for (let around = element.parentElement; around !== null; around = around.parentElement)
      isInBranch ||= around.querySelector(choice) !== null;
    return {
      names: [...outerNames.map((text) => text.slice(0, -2)), name].flatMap(parseName),
      notes: notes.filter((note) => note.matches("span, [data-component-name='Tag/Tag']")).map(getText),
      type: getText(notes.find((note) => note.tagName === "EM")),
      values: readValues(details),
      isInBranch,
    };
  };

  const entries: Entry[] = [];
  let part = "";
  let outer: string[] = [];
  let other: Element | undefined;
  const section = document.querySelector(`[data-section-id$="/${id}"]`);
  for (const element of section?.querySelectorAll("[id], span") ?? []) {
    // The body is a list. Its items follow.
    const isProperty = element.matches(".schema-property-item");
    const isInside = element.matches(".schema-property-item *") || isText(element);
    if (element.tagName === "SPAN" && !isInside && getText(element).startsWith("Array [")) outer = ["[]"];
    const id = isProperty ? "" : element.id;
    const [, heading, ofResponse] = /\/(request\/\w+|response&c=\w+\/(\w+))$/.exec(id) ?? [];
    if (heading !== undefined) {
      part = ofResponse === undefined ? heading : `${status}/${ofResponse}`;
      outer = [];
      entries.push({ part, ...readHeading(element) });
    }
    if (!isProperty) continue;
    const property = readProperty(element);
    // What any other property is has no name.
    if (property.notes.includes("additional property")) other = element;
    if (other?.contains(element)) continue;
    entries.push({ part, ...property, names: [...outer, ...property.names] });
  }
  return entries;
}
