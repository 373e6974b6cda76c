import type { ServerOptions } from "../servers.ts";

/** What a command line of Prism asks for. */
export interface ServerLine {
  readonly options: ServerOptions;
  /** The switches that the mock does not have. */
  readonly unknown: readonly string[];
}

/** Reads Prism's command line, such as `proxy -p 4010 ${document} http://httpbin.org --errors`. */
export function readServerLine(line: string, file: string, upstream: string): ServerLine {
  const [command, ...words] = line.split(/\s+/);
  const switches = words.filter((word) => word.startsWith("-") && word !== "-p" && word !== "-m");
  const dynamic = ["-d", "--dynamic"];
  return {
    options: {
      spec: file,
      upstream: command === "proxy" ? upstream : undefined,
      isDynamic: switches.some((word) => dynamic.includes(word)),
      hasErrors: switches.includes("--errors"),
      hasCors: !switches.includes("--cors=false"),
    },
    unknown: switches.filter((word) => !dynamic.includes(word)),
  };
}
