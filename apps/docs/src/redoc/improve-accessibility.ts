/**
 * Adds what Redoc leaves out: a landmark around its menu, heading levels without gaps, tables that the keyboard can scroll,
 * and labels that contain the visible text.
 */
export function improveAccessibility(redoc: Element): void {
  const menu = redoc.querySelector(".menu-content");
  menu?.setAttribute("role", "navigation");
  menu?.setAttribute("aria-label", "Reference");
  for (const [heading, level] of Object.entries({ h4: "3", h5: "4" })) {
    for (const element of redoc.querySelectorAll(heading)) element.ariaLevel = level;
  }
  for (const table of redoc.querySelectorAll<HTMLElement>(".md-table-wrapper")) table.tabIndex = 0;
  for (const element of redoc.querySelectorAll("[aria-label]:not(nav, .menu-content)")) {
    const { ariaLabel, textContent } = element;
    const visibleText = textContent.trim();
    if (ariaLabel !== null && !ariaLabel.includes(visibleText)) element.ariaLabel = `${ariaLabel}: ${visibleText}`;
  }
}
