const parameter = /\{([^{}]+)\}/;

/** The names of a path template's parameters, in their order. */
export function listPathParameters(template: string): string[] {
  return template.split(parameter).filter((_part, index) => index % 2 === 1);
}

/** A regular expression for the paths of a template. It captures the value of each parameter as it is encoded in the path. */
export function compilePathTemplate(template: string): RegExp {
  const parts = template.split(parameter).map((part, index) => (index % 2 === 1 ? "([^/]+)" : RegExp.escape(part)));
  return new RegExp(`^${parts.join("")}$`);
}

/**
 * The decoded values of a path's parameters by name; `undefined` where the path is not one of the template's.
 *
 * @throws {URIError} where a value is not valid percent-encoded UTF-8.
 */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  const match = compilePathTemplate(template).exec(path);
  if (match === null) return undefined;
  const values = match.slice(1).map(decodeURIComponent);
  return Object.fromEntries(listPathParameters(template).map((name, index) => [name, values[index] ?? ""]));
}

/** The path of a template with the values of its parameters, each percent-encoded. */
export function expandPath(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(new RegExp(parameter, "g"), (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : encodeURIComponent(value);
  });
}
