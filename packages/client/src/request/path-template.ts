const placeholder = /\{([^{}]+)\}/g;

type PathParameters = Readonly<Record<string, unknown>>;

/**
 * Checks that a path template can be expanded safely. Encoding does not change dots, so that `.` and `..` would lead to
 * another address.
 *
 * @throws {TypeError} where a path parameter is missing, empty, `.` or `..`.
 */
export function checkPathParameters(template: string, parameters: PathParameters = {}): void {
  for (const [, name = ""] of template.matchAll(placeholder)) {
    if (/^\.{0,2}$/.test(`${parameters[name] ?? ""}`)) {
      throw new TypeError(`The path parameter ${name} is missing, empty or a dot segment.`);
    }
  }
}

/**
 * Replaces each placeholder of a path template by its encoded parameter.
 *
 * @throws {TypeError} as `checkPathParameters` does.
 */
export function expandPathTemplate(template: string, parameters: PathParameters): string {
  checkPathParameters(template, parameters);
  return template.replace(placeholder, (_placeholder, name: string) => encodeURIComponent(`${parameters[name]}`));
}
