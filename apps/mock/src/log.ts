import { styleText } from "node:util";
import type { Violation } from "./violation.ts";

/** What the mock tells of a request. Nothing of its headers, so that no token is ever logged. */
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
  return format === "json" ? JSON.stringify({ time: new Date().toISOString(), ...entry }) : prettyLine(entry);
}

/** Path and query as they may be logged. */
export function loggablePath(target: string): string {
  return target.replace(/([?&][^=&]*(?:token|secret|password|code|key|sig)[^=&]*=)[^&]*/gi, "$1…");
}

function prettyLine({ method, path, status, milliseconds, violations, fault }: LogEntry): string {
  const colour = status === 0 || status >= 500 ? "red" : status >= 400 ? "yellow" : "green";
  const outcome = styleText(colour, status === 0 ? "---" : String(status));
  const injected = fault === undefined ? "" : `  ${styleText("magenta", `fault ${fault}`)}`;
  const lines = violations.map(({ location, message }) => `    ${styleText("dim", location.join("/"))}  ${message}`);
  return [`${method.padEnd(7)} ${path}  ${outcome}  ${milliseconds.toFixed(1)} ms${injected}`, ...lines].join("\n");
}
