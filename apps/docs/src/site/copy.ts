// Runs in the browser: adds a button to each block of code that copies its text.

for (const block of document.querySelectorAll<HTMLElement>("main pre")) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Copy" });
  button.ariaLive = "polite"; // a screen reader says the outcome
  button.addEventListener("click", () => void copy(block, button));
  const frame = document.createElement("div");
  frame.className = "code";
  block.replaceWith(frame);
  frame.append(block, button);
}

async function copy(block: HTMLElement, button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(block.textContent);
    button.textContent = "Copied";
  } catch {
    // The browser has no clipboard for a page without https, or the reader has denied it.
    getSelection()?.selectAllChildren(block);
    button.textContent = "Selected";
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2000);
}
