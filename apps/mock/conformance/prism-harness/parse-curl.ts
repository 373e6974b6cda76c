import { parseArgs } from "node:util";
import { parse } from "shell-quote";
import type { PlainRequest } from "../http/message.ts";

/** A request as curl sends it. */
export interface CurlRequest extends PlainRequest {
  /** Whether the output has no body: `-I`. */
  readonly isHeadOnly: boolean;
}

const options = {
  include: { type: "boolean", short: "i" },
  silent: { type: "boolean", short: "s" },
  head: { type: "boolean", short: "I" },
  location: { type: "boolean", short: "L" },
  request: { type: "string", short: "X" },
  header: { type: "string", short: "H", multiple: true },
  data: { type: "string", short: "d", multiple: true },
  "data-urlencode": { type: "string", multiple: true },
  form: { type: "string", short: "F", multiple: true },
  cookie: { type: "string", short: "b" },
  url: { type: "string" },
} as const;

/**
 * Parses the command line of curl, with the options that the suite uses.
 *
 * @throws {Error} where there is another option, or no URL.
 */
export function parseCurl(command: string): CurlRequest {
  const { values, positionals } = parseArgs({ args: splitWords(command).slice(1), options, allowPositionals: true });
  const url = values.url ?? positionals[0];
  const [, host, target] = /^http:\/\/([^/?]+)(.*)$/.exec(url ?? "") ?? [];
  if (host === undefined) throw new Error(`curl has no http URL: ${command}`);
  const data = [...(values.data ?? []), ...(values["data-urlencode"] ?? []).map(encodeData)];
  const form = values.form === undefined ? undefined : createForm(values.form);
  const body = form?.body ?? (data.length === 0 ? undefined : data.join("&"));
  const contentType = form?.contentType ?? (body === undefined ? undefined : "application/x-www-form-urlencoded");
  const method = values.request ?? (values.head ? "HEAD" : body === undefined ? "GET" : "POST");
  return {
    method,
    target: target === "" || target?.startsWith("?") ? `/${target}` : (target ?? "/"),
    headers: createHeaders(host, contentType, body, values),
    body,
    isHeadOnly: values.head === true,
  };
}

/** Splits a command line into words as a shell does, up to an operator such as `&`. Variables stay as they are. */
function splitWords(command: string): string[] {
  const entries = parse(command.replace(/\s+/g, " "), (name) => `$${name}`);
  // `?` and `*` in a URL match no file.
  const words = entries.map((entry) =>
    typeof entry === "object" && "op" in entry && entry.op === "glob" ? entry.pattern : entry,
  );
  const end = words.findIndex((word) => typeof word !== "string");
  return (end === -1 ? words : words.slice(0, end)) as string[];
}

function createHeaders(
  host: string,
  contentType: string | undefined,
  body: string | undefined,
  { header = [], cookie }: { header?: string[]; cookie?: string },
): string[] {
  const given = header.map((line) => {
    const [name = "", ...value] = line.split(":");
    return { name: name.trim(), value: value.join(":").trim() };
  });
  // A form's own content type gets curl's boundary.
  const boundary = /boundary=.*/.exec(contentType ?? "")?.[0];
  const own = given.map(({ name, value }) =>
    name.toLowerCase() === "content-type" && boundary !== undefined
      ? { name, value: `${value}; ${boundary}` }
      : { name, value },
  );
  const isGiven = (name: string) => own.some((one) => one.name.toLowerCase() === name);
  const defaults = [
    { name: "Host", value: host },
    { name: "User-Agent", value: "curl/8.0.0" },
    { name: "Accept", value: "*/*" },
    ...(cookie === undefined ? [] : [{ name: "Cookie", value: cookie }]),
    ...(contentType === undefined ? [] : [{ name: "Content-Type", value: contentType }]),
    ...(body === undefined ? [] : [{ name: "Content-Length", value: String(Buffer.byteLength(body)) }]),
  ];
  const kept = defaults.filter(({ name }) => !isGiven(name.toLowerCase()));
  return [...kept, ...own.filter(({ value }) => value !== "")].flatMap(({ name, value }) => [name, value]);
}

/** What `--data-urlencode` sends: `name=content` has its content encoded, and so has a content without a name. */
function encodeData(data: string): string {
  const [, name = "", content = ""] = /^([^=]*=)?(.*)$/s.exec(data) ?? [];
  return (name === "=" ? "" : name) + encodeURIComponent(content);
}

function createForm(fields: readonly string[]): { contentType: string; body: string } {
  const boundary = "------------------------conformance";
  const parts = fields.map((field) => {
    const [name = "", ...value] = field.split("=");
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value.join("=")}\r\n`;
  });
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: `${parts.join("")}--${boundary}--\r\n` };
}
