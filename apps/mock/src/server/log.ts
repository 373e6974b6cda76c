import { styleText } from "node:util";
import { escapeCharacters } from "../validation/violation.ts";
import type { Exchange } from "./request-handler.ts";

export type LogFormat = "pretty" | "json" | "silent";

/** Formats the lines for a request and its response. They contain no token. */
export function formatExchange(format: "pretty" | "json", exchange: Exchange): string {
  return redactTokens(format === "json" ? formatJson(exchange) : formatPretty(exchange));
}

/** Formats an event as a line of JSON. */
export function formatEvent(event: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ time: new Date().toISOString(), ...event });
}

/** Replaces what may be a token in a text: the word after `Bearer`, and anything that looks like a JWT. */
export function redactTokens(text: string): string {
  return text
    .replace(/\b(bearer(?:\s|%20|\+)+)[\w\-.~+/=%]+/gi, "$1…")
    .replace(/\beyJ[\w-]*(\.[\w-]+\.[\w-]*)?/g, (found, rest) => (rest === undefined ? found : "…"));
}

/** Replaces the values in a query that may be secrets: all but those of OData's own names, such as `$top`. */
export function redactQuery(target: string): string {
  return target.replace(/([?&](?!\$|%24)[^=&?]*=)[^&]*/gi, "$1…");
}

function formatJson({ request, response, ids, start }: Exchange): string {
  const { status, violations, fault } = response;
  const path = redactQuery(request.target);
  const milliseconds = Number(measureTime(start));
  return formatEvent({ method: request.method, path, status, milliseconds, ...ids, violations, fault });
}

function formatPretty({ request, response, start }: Exchange): string {
  const { status, violations, fault } = response;
  const colour = status === 0 || status >= 500 ? "red" : status >= 400 ? "yellow" : "green";
  const outcome = styleText(colour, status === 0 ? "---" : String(status));
  const injected = fault === undefined ? "" : `  ${styleText("magenta", `fault ${fault}`)}`;
  const lines = violations.map(
    ({ location, message }) =>
      `    ${styleText("dim", escapeControlCharacters(location.join("/")))}  ${escapeControlCharacters(message)}`,
  );
  const path = escapeControlCharacters(redactQuery(request.target));
  return [`${request.method.padEnd(7)} ${path}  ${outcome}  ${measureTime(start)} ms${injected}`, ...lines].join("\n");
}

function measureTime(start: number): string {
  return (performance.now() - start).toFixed(1);
}

// Control characters could move the terminal's cursor, or forge a line of the log.
function escapeControlCharacters(text: string): string {
  return escapeCharacters(text, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu);
}
