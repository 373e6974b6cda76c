const placeholder = /\{(.+?)\}/g;

/** @throws {TypeError} where a path parameter is missing, empty or dots: encoding leaves dots, which lead to another address. */
export function checkPath(template: string, parameters: Readonly<Record<string, unknown>> = {}): void {
  for (const name of template.match(/(?<={)[^}]+/g) ?? []) {
    if (/^\.{0,2}$/.test(`${parameters[name] ?? ""}`)) throw new TypeError(`${name} is missing, or dots.`);
  }
}

/** A path template with its parameters, which `checkPath` takes. */
export function pathFrom(template: string, parameters: Readonly<Record<string, unknown>>): string {
  checkPath(template, parameters);
  return template.replace(placeholder, (_whole, name: string) => encodeURIComponent(`${parameters[name]}`));
}
