// Runs in the browser after the script with the definition. It mounts Redoc, which then replaces the static reference.
import { type InitOptions, init } from "redoc/bundles/redoc.standalone.js";
import { keepAccessible } from "./improve-accessibility.ts";

declare const redocDefinition: Record<string, unknown>;
declare const redocOptions: InitOptions;

const reference = document.getElementById("reference");
const redoc = document.getElementById("redoc");

if (reference && redoc) {
  new MutationObserver((_, observer) => {
    observer.disconnect();
    showRedoc(reference, redoc);
  }).observe(redoc, { childList: true });
  keepAccessible(redoc);
  // Redoc looks for this element at each link. Where there is none, it searches the whole page.
  document.head.prepend(document.createElement("base"));
  // Redoc has no page for schemas.
  if (location.hash.startsWith("#/schemas/")) location.replace(`schemas.html${location.hash}`);
  waitForSearch(reference.querySelector("input"), () => init(redocDefinition, redocOptions, redoc));
}

/** Shows Redoc at the section that the reader has reached. */
function showRedoc(reference: HTMLElement, redoc: HTMLElement): void {
  const reached = [...reference.querySelectorAll("h2[id^='/'], h3[id^='/']")]
    .filter((heading) => heading.getBoundingClientRect().top <= 0)
    .at(-1);
  if (reached && location.hash === "") history.replaceState(null, "", `#${reached.id}`);
  reference.hidden = true;
  redoc.hidden = false;
}

/** Calls the function as soon as nobody uses the static reference's search, so that no results disappear. */
function waitForSearch(search: HTMLInputElement | null, mount: () => void): void {
  const events = ["input", "blur"];
  const mountIfUnused = () => {
    if (search && (search.value !== "" || search.matches(":focus"))) return;
    for (const event of events) search?.removeEventListener(event, mountIfUnused);
    setTimeout(mount); // after the browser has followed a result's link
  };
  for (const event of events) search?.addEventListener(event, mountIfUnused);
  mountIfUnused();
}
