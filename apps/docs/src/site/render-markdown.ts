import { Marked } from "marked";
import { escapeTags } from "./html-like-text.ts";
import { splitHeadingId } from "./markdown-text.ts";

const marked = new Marked({
  renderer: {
    // Only a heading with `{#id}` after its text gets an id.
    heading({ tokens, depth }) {
      const { text: html, id } = splitHeadingId(this.parser.parseInline(tokens));
      return `<h${depth}${id === undefined ? "" : ` id="${id}"`}>${html}</h${depth}>\n`;
    },
    html({ raw, block }) {
      const html = escapeTags(raw);
      return block && html !== raw ? `<p>${html.trim()}</p>\n` : html;
    },
    // The keyboard can focus and scroll wide code.
    code({ text, lang }) {
      return `<pre tabindex="0"><code${lang ? ` class="language-${lang}"` : ""}>${escapeHtml(text)}</code></pre>\n`;
    },
  },
});

/** Converts Markdown to HTML. */
export function renderMarkdown(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

/** Escapes text for HTML, also for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
