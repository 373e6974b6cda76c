import Prism, { type Token, type TokenStream } from "prismjs";
import loadLanguages from "prismjs/components/index.js";
import { escapeHtml } from "./escape.ts";

loadLanguages(["bash", "json", "powershell", "python", "typescript"]);

// What a page shows in a colour of its own. Fewer elements keep the pages small.
const classes: Readonly<Record<string, string>> = {
  comment: "comment",
  ...{ string: "string", "template-string": "string" },
  ...{ keyword: "keyword", boolean: "keyword", null: "keyword" },
  number: "number",
  ...{ property: "name", function: "name", "assign-left": "name", variable: "name", environment: "name" },
};

// Prism takes quadratic time for some texts, such as a long one without a space.
const maxLength = 5000;

/** The code as HTML, with its parts in colours. Long code, and code in an unknown language, has none. */
export function highlightCode(code: string, language: string): string {
  const name = language === "curl" ? "bash" : language;
  const grammar = Object.hasOwn(Prism.languages, name) ? Prism.languages[name] : undefined;
  return typeof grammar === "object" && code.length <= maxLength
    ? formatTokens(Prism.tokenize(code, grammar))
    : escapeHtml(code);
}

function formatTokens(stream: TokenStream): string {
  if (typeof stream === "string") return escapeHtml(stream);
  return Array.isArray(stream) ? stream.map(formatTokens).join("") : formatToken(stream);
}

function formatToken({ type, content }: Token): string {
  const html = formatTokens(content);
  const name = Object.hasOwn(classes, type) ? classes[type] : undefined;
  // The shell's `$(…)` is a variable to Prism, and holds other code.
  const isCode = name === "name" && typeof content !== "string";
  return name === undefined || isCode ? html : `<span class="${name}">${html}</span>`;
}
