// Runs in the browser as soon as the static reference stands: its search, until Redoc brings its own.
const main = document.querySelector<HTMLElement>("#reference main");
const input = main?.querySelector("input");
const results = main?.querySelector("search ul");

if (main && input && results) {
  input.addEventListener("input", () => results.replaceChildren(...entriesWith(input.value, main)));
  input.addEventListener("keydown", ({ key }) => key === "Enter" && results.querySelector("a")?.click());
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || !main.checkVisibility()) return;
    event.preventDefault();
    input.focus();
  });
}

// Those first that begin with what is searched for: names and statuses.
function entriesWith(query: string, main: HTMLElement): HTMLElement[] {
  const sought = query.trim().toLowerCase();
  if (sought === "") return [];
  let heading: Element | undefined;
  const found: { starts: boolean; entry: HTMLElement }[] = [];
  for (const element of main.querySelectorAll("h2, h3, h4, h5, p, li:not(search li), tr, pre")) {
    if (element.id !== "") heading = element;
    const text = element.textContent.trim().replaceAll(/\s+/g, " ");
    const at = text.toLowerCase().indexOf(sought);
    if (at >= 0)
      found.push({ starts: at === 0, entry: entryOf(element, heading, text.slice(Math.max(0, at - 30), at + 90)) });
  }
  return found
    .toSorted((a, b) => Number(b.starts) - Number(a.starts))
    .slice(0, 20)
    .map(({ entry }) => entry);
}

function entryOf(element: Element, heading: Element | undefined, text: string): HTMLElement {
  const link = Object.assign(document.createElement("a"), { href: `#${heading?.id ?? ""}` });
  link.append(heading === undefined || heading === element ? text : `${heading.textContent} → ${text}`);
  link.addEventListener("click", () => {
    // After the browser has gone to the heading; and the search is over.
    setTimeout(() => element.scrollIntoView());
    if (input) input.value = "";
    input?.dispatchEvent(new Event("input"));
  });
  const item = document.createElement("li");
  item.append(link);
  return item;
}
