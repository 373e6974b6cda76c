/** Improves what Redoc adds to the page from now on. */
export function keepAccessible(redoc: Element): void {
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        const added = node instanceof Element ? node : node.parentElement;
        if (added) improveAccessibility(added);
      }
    }
  }).observe(redoc, { childList: true, subtree: true });
}

/**
 * Adds what Redoc leaves out: a landmark around its menu, heading levels without gaps, tables that the keyboard can scroll,
 * and labels that contain the visible text.
 */
function improveAccessibility(added: Element): void {
  const listAll = (selector: string): HTMLElement[] => [
    ...(added.matches(selector) ? [added as HTMLElement] : []),
    ...added.querySelectorAll<HTMLElement>(selector),
  ];
  for (const menu of listAll(".menu-content")) {
    menu.role = "navigation";
    menu.ariaLabel = "Reference";
  }
  for (const [heading, level] of Object.entries({ h4: "3", h5: "4" })) {
    for (const element of listAll(heading)) element.ariaLevel = level;
  }
  for (const table of listAll(".md-table-wrapper")) table.tabIndex = 0;
  for (const element of listAll("[aria-label]:not(nav, .menu-content)")) {
    const { ariaLabel, textContent } = element;
    const visibleText = textContent.trim();
    if (ariaLabel !== null && !ariaLabel.includes(visibleText)) element.ariaLabel = `${ariaLabel}: ${visibleText}`;
  }
}
