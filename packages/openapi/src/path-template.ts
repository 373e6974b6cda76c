const parameter = /\{([^{}]+)\}/;

/** A path template that is compiled, so that many paths can be compared with it. */
export interface PathTemplate {
  /** How many characters stand outside the parameters. */
  readonly literalLength: number;
  /**
   * The values of the parameters by name; `undefined` where the path is not one of the template's.
   *
   * @param segments of the path, as `splitPath` returns them
   */
  match(segments: readonly string[]): Record<string, string> | undefined;
}

/** The names of a path template's parameters, in their order. */
export function listPathParameters(template: string): string[] {
  return template.split(parameter).filter((_part, index) => index % 2 === 1);
}

/**
 * Splits a path at its slashes and decodes each segment: `%61` is the same as `a` (RFC 3986, section 6.2.2), but `%2F`
 * separates nothing.
 *
 * @throws {URIError} where the path is not valid percent-encoded UTF-8.
 */
export function splitPath(path: string): string[] {
  return path.split("/").map(decodeURIComponent);
}

/**
 * Compiles a path template. `/scripts('a')` is a path of `/scripts/{id}`, too: it is OData's other form of it (OData URL
 * conventions, section 4.3.1), where a quote in the value is doubled.
 */
export function compilePathTemplate(template: string): PathTemplate {
  const names = listPathParameters(template);
  const literals = template.split("/").map(listLiterals);
  const isParameter = (parts: readonly string[] = []) => parts.length === 2 && parts.join("") === "";
  const segments = literals.map((parts, index) => ({
    literals: parts,
    isCollection: parts.length === 1 && isParameter(literals[index + 1]),
  }));
  return {
    literalLength: literals.flat().join("").length,
    match(texts) {
      const values = matchSegments(segments, texts);
      return values && Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
    },
  };
}

// A template may hold what is no percent-encoding, such as `/100%`.
function decodeLiteral(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function listLiterals(segment: string): string[] {
  const parts = segment.split(parameter).filter((_part, index) => index % 2 === 0);
  return parts.map(decodeLiteral);
}

interface SegmentTemplate {
  /** What stands before, between and after the parameters. */
  readonly literals: readonly string[];
  /** Whether it has no parameter, and the next segment is one: `scripts` in `/scripts/{id}`. */
  readonly isCollection: boolean;
}

/** Returns the values of the parameters. */
function matchSegments(templates: readonly SegmentTemplate[], texts: readonly string[]): string[] | undefined {
  const values: string[] = [];
  let position = 0; // in the texts
  for (let index = 0; index < templates.length; index++) {
    const { literals = [], isCollection = false } = templates[index] ?? {};
    const text = texts[position++];
    if (text === undefined) return undefined;
    const key = isCollection ? readKey(literals[0] ?? "", text) : undefined;
    const found = key === undefined ? matchSegment(literals, text) : [key];
    if (found === undefined) return undefined;
    values.push(...found);
    if (key !== undefined) index++; // the next segment of the template is the parameter
  }
  return position === texts.length ? values : undefined;
}

/** Matches in linear time, where a regular expression would try all ways to divide the text. */
function matchSegment([first = "", ...others]: readonly string[], text: string): string[] | undefined {
  if (others.length === 0) return text === first ? [] : undefined;
  if (!text.startsWith(first)) return undefined;
  const values: string[] = [];
  let start = first.length;
  for (const [index, literal] of others.entries()) {
    const isLast = index === others.length - 1;
    const end = isLast ? text.length - literal.length : text.indexOf(literal, start + 1);
    if (end <= start || !text.startsWith(literal, end)) return undefined; // a value has at least one character
    values.push(text.slice(start, end));
    start = end + literal.length;
  }
  return values;
}

/** Reads the key of `name('key')`. */
function readKey(name: string, text: string): string | undefined {
  if (!text.endsWith("')") || !text.startsWith(`${name}('`)) return undefined;
  const key = text.slice(name.length + 2, -2);
  return /^(?:[^']|'')+$/.test(key) ? key.replaceAll("''", "'") : undefined;
}

/**
 * The decoded values of a path's parameters by name; `undefined` where the path is not one of the template's.
 *
 * @throws {URIError} where a value is not valid percent-encoded UTF-8.
 */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  return compilePathTemplate(template).match(splitPath(path));
}

/** The path of a template with the values of its parameters. All is percent-encoded where a path requires it. */
export function expandPath(template: string, values: Readonly<Record<string, string>>): string {
  const parts = template.split(parameter).map((part, index) => {
    if (index % 2 === 0) return encodeURI(decodeLiteral(part)).replace(/[#?]/g, encodeURIComponent);
    return encodeURIComponent((Object.hasOwn(values, part) ? values[part] : undefined) ?? `{${part}}`);
  });
  return parts.join("");
}
