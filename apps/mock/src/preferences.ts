import type { IHttpOperation } from "@stoplight/types";
import { Refusal } from "./refusal.ts";

/** What a request asks of the mock in its `Prefer` header, as of Prism. */
export interface Preferences {
  readonly code?: number;
  readonly exampleKey?: string;
  readonly dynamic?: boolean;
  readonly seed?: string;
}

/** The mock's preferences in a `Prefer` header, and the header without them: `undefined` where nothing is left. */
export function readPreferences(
  operation: IHttpOperation,
  header = "",
): { preferences: Preferences; rest: string | undefined } {
  const values = new Map<string, string>();
  const rest = header.split(",").filter((part) => {
    const [, name, value = ""] = /^\s*(code|example|dynamic|seed)\s*=\s*"?([^"]*?)"?\s*$/i.exec(part) ?? [];
    if (name !== undefined) values.set(name.toLowerCase(), value);
    return name === undefined && part.trim() !== "";
  });
  return {
    preferences: {
      ...codeFrom(operation, values.get("code")),
      ...exampleFrom(operation, values.get("example"), values.get("code")),
      ...dynamicFrom(values.get("dynamic")),
      ...(values.has("seed") ? { seed: values.get("seed") } : {}),
    } as Preferences,
    rest: rest.length === 0 ? undefined : rest.join(",").trim(),
  };
}

function codeFrom({ responses }: IHttpOperation, code: string | undefined): Preferences {
  if (code === undefined) return {};
  const statuses = responses.map((response) => response.code);
  const isDocumented = statuses.includes(code) || statuses.includes(`${code[0]}XX`) || statuses.includes("default");
  if (/^[1-5]\d\d$/.test(code) && isDocumented) return { code: Number(code) };
  throw refusal(`code=${code}`, `the operation answers ${statuses.join(", ")}`);
}

function exampleFrom({ responses }: IHttpOperation, key: string | undefined, code: string | undefined): Preferences {
  if (key === undefined) return {};
  const asked = responses.filter((response) => code === undefined || covers(response.code, code));
  const explicit = asked.filter((response) => response.code === code);
  const known = (explicit.length > 0 ? explicit : asked).flatMap(({ contents = [] }) =>
    contents.flatMap(({ examples = [] }) => examples.map((example) => example.key)),
  );
  if (known.includes(key)) return { exampleKey: key };
  const where = code === undefined ? "the operation's examples are" : `the examples of ${code} are`;
  throw refusal(`example=${key}`, known.length === 0 ? "there are no examples" : `${where} ${known.join(", ")}`);
}

function dynamicFrom(dynamic: string | undefined): Preferences {
  if (dynamic === undefined) return {};
  if (dynamic === "true" || dynamic === "false") return { dynamic: dynamic === "true" };
  throw refusal(`dynamic=${dynamic}`, "it is true or false");
}

/** Whether a response's code, which may be a range or `default`, covers a status. */
export function covers(code: string, status: string): boolean {
  return code === status || code === "default" || (code.endsWith("XX") && code[0] === status[0]);
}

function refusal(preference: string, known: string): Refusal {
  return new Refusal(400, `\`Prefer: ${preference}\`: ${known}.`, { at: ["header", "prefer"] });
}
