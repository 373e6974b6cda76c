import { styleText } from "node:util";
import type { Violation } from "./violation.ts";

/** What the mock tells of a request. */
export interface LogEntry {
  readonly method: string;
  /** With the query, but for values that may be secrets. */
  readonly path: string;
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly milliseconds: number;
  readonly requestId: string;
  readonly violations: readonly Violation[];
  readonly fault?: string | undefined;
}

export type LogFormat = "pretty" | "json" | "silent";

/** The lines to log for a request. */
export function logLine(format: Exclude<LogFormat, "silent">, entry: LogEntry): string {
  return withoutTokens(format === "json" ? eventLine({ ...entry }) : prettyLine(entry));
}

/** A line for programs. */
export function eventLine(event: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ time: new Date().toISOString(), ...event });
}

/** A text without what may be a token: what follows `Bearer`, and what looks like a JWT. */
export function withoutTokens(text: string): string {
  return text.replace(/\b(bearer(?:\s|%20|\+)+)[\w\-.~+/=%]+/gi, "$1…").replace(/\beyJ[\w-]*\.[\w-]+\.[\w-]*/g, "…");
}

/** Path and query as they may be logged: a value only of what OData names, such as `$top`. */
export function loggablePath(target: string): string {
  return target.replace(/([?&](?!\$|%24)[^=&]*=)[^&]*/gi, "$1…");
}

// What would move the cursor, or begin a line that no request has.
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function prettyLine({ method, path, status, milliseconds, violations, fault }: LogEntry): string {
  const colour = status === 0 || status >= 500 ? "red" : status >= 400 ? "yellow" : "green";
  const outcome = styleText(colour, status === 0 ? "---" : String(status));
  const injected = fault === undefined ? "" : `  ${styleText("magenta", `fault ${fault}`)}`;
  const lines = violations.map(
    ({ location, message }) => `    ${styleText("dim", printable(location.join("/")))}  ${printable(message)}`,
  );
  return [
    `${method.padEnd(7)} ${printable(path)}  ${outcome}  ${milliseconds.toFixed(1)} ms${injected}`,
    ...lines,
  ].join("\n");
}
