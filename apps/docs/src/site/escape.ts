import { lexer, type Token, walkTokens } from "marked";

// What writers use to format a description. It has no name that is likely to stand for a value.
const formatting = [
  ..."a abbr b blockquote br center code dd del details div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li".split(
    " ",
  ),
  ..."ol p pre s small span strong sub summary sup table tbody td tfoot th thead tr tt u ul".split(" "),
];
const lessThan = new RegExp(`<(?!!--|/?(?:${formatting.join("|")})[\\s/>])`, "gi");

/** Escapes text for HTML, also for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** HTML in which everything but formatting and comments is text: a browser would take `<token>` for an element, and show nothing. */
export function escapeTags(html: string): string {
  return html.replace(lessThan, "&lt;");
}

/**
 * Markdown that Redoc shows whole: it leaves out unknown elements, and takes `{% … %}` for a tag. Code stays as it is, because
 * only there these are text.
 */
export function escapeMarkdown(markdown: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { type, line } of listLines(markdown)) {
    const start = markdown.indexOf(line, end);
    if (start === -1) continue;
    parts.push(escapeTagStart(markdown.slice(end, start)), type === "html" ? escapeTagStart(escapeTags(line)) : line);
    end = start + line.length;
  }
  return [...parts, escapeTagStart(markdown.slice(end))].join("");
}

function escapeTagStart(markdown: string): string {
  return markdown.replaceAll("{%", "&#123;%");
}

/** The lines of the code and of the HTML in the Markdown, in their order. A list and a table have other text around each line. */
function listLines(markdown: string): { readonly type: string; readonly line: string }[] {
  const tokens: Token[] = [];
  void walkTokens(lexer(markdown), (token) => {
    if (["code", "codespan", "html"].includes(token.type)) tokens.push(token);
  });
  return tokens.flatMap(({ type, raw }) => {
    const written = markdown.includes(raw) ? raw : raw.replaceAll("|", "\\|"); // as a table needs it
    return written.split("\n").map((line) => ({ type, line: line.trim() }));
  });
}
