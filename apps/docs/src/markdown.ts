import { Marked } from "marked";

const marked = new Marked({
  renderer: {
    // `{#id}` after a heading is its id. Others have none: nothing links to them.
    heading({ tokens, depth }) {
      const [, html = "", id] = /^(.*?)(?: \{#(.*)\})?$/.exec(this.parser.parseInline(tokens)) ?? [];
      return `<h${depth}${id === undefined ? "" : ` id="${id}"`}>${html}</h${depth}>\n`;
    },
    // A wide one scrolls by itself, by the keyboard too.
    code({ text, lang }) {
      return `<pre tabindex="0"><code${lang ? ` class="language-${lang}"` : ""}>${escaped(text)}</code></pre>\n`;
    },
  },
});

/** The HTML of Markdown. */
export function htmlOf(markdown: string): string {
  return marked.parse(markdown, { async: false });
}

/** The text as HTML shows it. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
