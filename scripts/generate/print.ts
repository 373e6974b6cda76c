/** A value of JSON as an expression. In an object literal, the key `__proto__` is not a property unless it is computed. */
export function printValue(value: unknown): string {
  return JSON.stringify(value).replace(/(?<=[{,])"__proto__":/g, '["__proto__"]:');
}

/** The key of an object literal. */
export function printKey(name: string): string {
  return name === "__proto__" ? `["${name}"]` : JSON.stringify(name);
}

/** A function that makes identifiers of texts, each another one. */
export function createNamer(): (text: string, suffix?: string) => string {
  const taken = new Set<string>();
  return (text, suffix = "") => {
    const base = text.replace(/\W+/g, "_").replace(/^(?=\d|$)/, "_") + suffix;
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}${number}`;
    taken.add(name);
    return name;
  };
}

/** A text of lines, each of which ends in a line break. */
export function joinLines(lines: readonly string[]): string {
  return [...lines, ""].join("\n");
}
