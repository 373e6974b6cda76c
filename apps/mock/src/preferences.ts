/** What a request asks of the mock in its `Prefer` header, as of Prism. */
export interface Preferences {
  readonly code?: number;
  readonly exampleKey?: string;
  readonly dynamic: boolean;
}

/** The mock's preferences in a `Prefer` header, and the header without them: `undefined` where nothing is left. */
export function readPreferences(header: string | undefined): { preferences: Preferences; rest: string | undefined } {
  const parts = (header ?? "").split(",").map((part) => part.trim());
  const values = new Map<string, string>();
  const rest = parts.filter((part) => {
    const [, name, value] = /^(code|example|dynamic)\s*=\s*"?([^"]*)"?$/i.exec(part) ?? [];
    if (name !== undefined) values.set(name.toLowerCase(), value ?? "");
    return name === undefined && part !== "";
  });
  const [code, exampleKey] = [values.get("code"), values.get("example")];
  return {
    preferences: {
      ...(code === undefined ? {} : { code: Number(code) }),
      ...(exampleKey === undefined ? {} : { exampleKey }),
      dynamic: values.get("dynamic") === "true",
    },
    rest: rest.length === 0 ? undefined : rest.join(", "),
  };
}
