import { Marked } from "marked";
import { escapeHtml, escapeTags } from "./escape.ts";
import { highlightCode } from "./highlight-code.ts";
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
    code({ text, lang = "" }) {
      const [language = ""] = lang.split(" ");
      return `<pre tabindex="0"><code${language && ` class="language-${escapeHtml(language)}"`}>${highlightCode(text, language)}</code></pre>\n`;
    },
  },
});

/** Converts Markdown to HTML. */
export function renderMarkdown(markdown: string): string {
  return marked.parse(markdown, { async: false });
}
