// Runs in the browser: the search of the static pages. On the overview, it is the search until Redoc brings its own.
import type { SearchIndex, SearchSection } from "./search-index.ts";

declare const searchIndex: SearchIndex;

const main = document.querySelector<HTMLElement>("#reference main");
const input = main?.querySelector("input");
const results = main?.querySelector("search ul");

if (main && input && results) {
  const showResults = () => results.replaceChildren(...findEntries(input.value));
  input.addEventListener("focus", () => loadIndex(input.dataset.index ?? "", showResults), { once: true });
  input.addEventListener("input", showResults);
  input.addEventListener("keydown", ({ key }) => key === "Enter" && results.querySelector("a")?.click());
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || !main.checkVisibility()) return;
    event.preventDefault();
    input.focus();
  });
}

function loadIndex(file: string, onLoad: () => void): void {
  const script = Object.assign(document.createElement("script"), { src: file });
  script.addEventListener("load", onLoad);
  document.head.append(script);
}

const maxResults = 20;

/** The first results. Sections by their titles come first, then texts that begin with the query, such as names and statuses. */
function findEntries(query: string): HTMLElement[] {
  const needle = query.trim().toLowerCase();
  if (needle === "" || typeof searchIndex === "undefined") return [];
  const indexes = searchIndex.texts.map((text) => text.toLowerCase().indexOf(needle));
  const found: { rank: number; section: SearchSection; text: string }[] = [];
  for (const section of searchIndex.sections) {
    if (section.title.toLowerCase().includes(needle)) found.push({ rank: 0, section, text: "" });
    for (const position of section.texts) {
      const index = indexes[position] ?? -1;
      if (index < 0) continue;
      const text = searchIndex.texts[position]?.slice(Math.max(0, index - 30), index + 90) ?? "";
      found.push({ rank: index === 0 ? 1 : 2, section, text });
    }
  }
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, maxResults)
    .map(({ section, text }) => createEntry(section, text));
}

function createEntry({ address, title }: SearchSection, text: string): HTMLElement {
  const link = Object.assign(document.createElement("a"), { href: address });
  link.append(text === "" ? title : `${title} → ${text}`);
  // A result on this page does not load it again.
  link.addEventListener("click", () => {
    if (input) input.value = "";
    input?.dispatchEvent(new Event("input"));
  });
  const item = document.createElement("li");
  item.append(link);
  return item;
}
