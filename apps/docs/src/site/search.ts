// Runs in the browser as soon as the static reference is there. It is the page's search until Redoc brings its own.
const main = document.querySelector<HTMLElement>("#reference main");
const input = main?.querySelector("input");
const results = main?.querySelector("search ul");

if (main && input && results) {
  input.addEventListener("input", () => results.replaceChildren(...findEntries(input.value, main)));
  input.addEventListener("keydown", ({ key }) => key === "Enter" && results.querySelector("a")?.click());
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || !main.checkVisibility()) return;
    event.preventDefault();
    input.focus();
  });
}

/** The first 20 results. Texts that begin with the query, such as names and statuses, come first. */
function findEntries(query: string, main: HTMLElement): HTMLElement[] {
  const needle = query.trim().toLowerCase();
  if (needle === "") return [];
  let heading: Element | undefined;
  const found: { isStart: boolean; entry: HTMLElement }[] = [];
  for (const element of main.querySelectorAll("h2, h3, h4, h5, p, li:not(search li), tr, pre")) {
    if (element.id !== "") heading = element;
    const text = element.textContent.trim().replaceAll(/\s+/g, " ");
    const index = text.toLowerCase().indexOf(needle);
    if (index < 0) continue;
    const excerpt = text.slice(Math.max(0, index - 30), index + 90);
    found.push({ isStart: index === 0, entry: createEntry(element, heading, excerpt) });
  }
  return found
    .toSorted((a, b) => Number(b.isStart) - Number(a.isStart))
    .slice(0, 20)
    .map(({ entry }) => entry);
}

function createEntry(element: Element, heading: Element | undefined, excerpt: string): HTMLElement {
  const link = Object.assign(document.createElement("a"), { href: `#${heading?.id ?? ""}` });
  link.append(heading === undefined || heading === element ? excerpt : `${heading.textContent} → ${excerpt}`);
  link.addEventListener("click", () => {
    setTimeout(() => element.scrollIntoView()); // after the browser has gone to the heading
    if (input) input.value = "";
    input?.dispatchEvent(new Event("input"));
  });
  const item = document.createElement("li");
  item.append(link);
  return item;
}
