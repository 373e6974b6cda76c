const placeholder = /\{([^{}]+)\}/g;

type PathParameters = Readonly<Record<string, unknown>>;

/**
 * Checks that a path template can be expanded safely. Encoding does not change dots, so that `.` and `..` as a whole segment of
 * the path would lead to another address.
 *
 * @throws {TypeError} where a path parameter is missing or empty, or makes a segment `.` or `..`.
 */
export function checkPathParameters(template: string, parameters: PathParameters): void {
  for (const segment of template.split("/")) {
    for (const [, name = ""] of segment.matchAll(placeholder)) {
      if (`${parameters[name] ?? ""}` === "" || /^\.\.?$/.test(expandPathTemplate(segment, parameters))) {
        throw new TypeError(`The path parameter ${name} is missing, empty or a dot segment.`);
      }
    }
  }
}

/** Replaces each placeholder of a path template by its encoded parameter, after `checkPathParameters`. */
export function expandPathTemplate(template: string, parameters: PathParameters): string {
  return template.replace(placeholder, (_placeholder, name: string) => encodeURIComponent(parameters[name] as string));
}
