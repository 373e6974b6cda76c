import type { MockOptions } from "../../src/index.ts";

/** What a command line of Prism asks for, as far as the mock has it. */
export interface ServerRequest {
  readonly options: MockOptions;
  /** Whether each response is generated: Prism's `-d` is the mock's `Prefer: dynamic=true`. */
  readonly isDynamic: boolean;
  /** Switches that the mock does not have. */
  readonly unknown: readonly string[];
}

/** Reads Prism's command line, such as `proxy -p 4010 ${document} http://httpbin.org --errors`. */
export function readServerLine(line: string, file: string, upstream: string): ServerRequest {
  const [command, ...words] = line.split(/\s+/);
  const switches = words.filter((word) => word.startsWith("-") && word !== "-p" && word !== "-m");
  const dynamic = ["-d", "--dynamic"];
  return {
    options: { spec: file, ...(command === "proxy" ? { upstream } : {}) },
    isDynamic: switches.some((word) => dynamic.includes(word)),
    unknown: switches.filter((word) => !dynamic.includes(word)),
  };
}
