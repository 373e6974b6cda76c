// Runs in the browser after Redoc's library and definition: Redoc takes the static reference's place once it stands.
declare const hydrate: (definition: object, options: object, element: Element) => Promise<void>;
declare const __redoc_definition: object;
declare const __redoc_options: object;

const reference = document.getElementById("reference");
const redoc = document.getElementById("redoc");

if (reference && redoc) {
  new MutationObserver((_, observer) => {
    observer.disconnect();
    // Where somebody has read on meanwhile, Redoc begins there.
    const read = [...reference.querySelectorAll("h2[id^='/'], h3[id^='/']")]
      .filter((heading) => heading.getBoundingClientRect().top <= 0)
      .at(-1);
    if (read && location.hash === "") history.replaceState(null, "", `#${read.id}`);
    reference.hidden = true;
    redoc.hidden = false;
  }).observe(redoc, { childList: true });
  new MutationObserver(() => makeAccessible(redoc)).observe(redoc, { childList: true, subtree: true });
  const search = reference.querySelector("input");
  // Not while somebody searches: their results would go.
  const takeOver = () => {
    if (search && (search.value !== "" || search.matches(":focus"))) return;
    for (const event of events) search?.removeEventListener(event, takeOver);
    // After the browser has gone where the result leads.
    setTimeout(() => void hydrate(__redoc_definition, __redoc_options, redoc));
  };
  const events = ["input", "blur"];
  for (const event of events) search?.addEventListener(event, takeOver);
  takeOver();
}

// What Redoc leaves out: a landmark around its menu, headings without gaps, tables that the keyboard can scroll, and labels
// that say what is seen.
function makeAccessible(redoc: Element): void {
  const menu = redoc.querySelector(".menu-content");
  menu?.setAttribute("role", "navigation");
  menu?.setAttribute("aria-label", "Reference");
  for (const [heading, level] of Object.entries({ h4: "3", h5: "4" })) {
    for (const element of redoc.querySelectorAll(heading)) element.ariaLevel = level;
  }
  for (const table of redoc.querySelectorAll<HTMLElement>(".md-table-wrapper")) table.tabIndex = 0;
  for (const element of redoc.querySelectorAll("[aria-label]:not(nav, .menu-content)")) {
    const { ariaLabel, textContent } = element;
    const seen = textContent.trim();
    if (ariaLabel !== null && !ariaLabel.includes(seen)) element.ariaLabel = `${ariaLabel}: ${seen}`;
  }
}
