/**
 * A name as the page shows it. In quotes and with escapes it is shown where a reader could not see what it is, or could take it
 * for a mark of the page: `name[]` is a list, `[i]` an item of it.
 */
export function showName(name: string): string {
  const isPlain = name !== "" && !/^["\s]|\s$|\[(i|\d+(\.{3})?)?\]$|[\p{C}\p{Zl}\p{Zp}]|[^\S ]|\s\s/u.test(name);
  if (isPlain) return name;
  return JSON.stringify(name).replace(/[\p{C}\p{Zl}\p{Zp}]|[^\S ]| (?= )|(?<= ) /gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

/** The schema with the names of its properties as the page shows them. */
export function showNames(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { properties, required, discriminator } = schema as {
    properties?: Record<string, object>;
    required?: string[];
    discriminator?: { propertyName?: string };
  };
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [showName(name), child])),
    }),
    ...(required && { required: required.map(showName) }),
    ...(discriminator?.propertyName !== undefined && {
      discriminator: { ...discriminator, propertyName: showName(discriminator.propertyName) },
    }),
  };
}
