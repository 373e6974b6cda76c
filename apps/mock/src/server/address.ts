import { HttpError } from "../validation/http-error.ts";

/** The address that a request names, byte for byte as it came. */
export interface Target {
  /** Begins with a slash. */
  readonly path: string;
  /** With its question mark; empty where there is none. */
  readonly search: string;
}

/**
 * Parses the target of a request (RFC 9112, section 3.2). A client that takes the mock for a proxy sends a whole URL.
 *
 * @throws {HttpError} 400 where another program could read another address than the one that is validated here: where
 * parsing it as a URL would change it, or where it has dot segments once it is decoded.
 */
export function parseTarget(target: string): Target {
  const [, authority, path = "", search = ""] = /^(?:https?:\/\/([^/?]*))?([^?]*)(\?.*)?$/is.exec(target) ?? [];
  const problem =
    (authority !== undefined && findAuthorityProblem(authority)) ||
    ((path !== "" || authority === undefined) && findPathProblem(path)) ||
    findCharacterProblem(search, /#|[^!-~]/g);
  if (problem) throw new HttpError(400, `The address ${problem}.`, { location: ["path"] });
  return { path: path || "/", search };
}

function findAuthorityProblem(authority: string): string | undefined {
  if (authority.includes("@")) return "has a user name or a password, which belongs in the header Authorization";
  return URL.canParse(`http://${authority}`) ? undefined : "has no valid host";
}

function findPathProblem(path: string): string | undefined {
  if (!path.startsWith("/")) return "has to be a path, which begins with a slash, or a URL of http or https";
  if (path.startsWith("//")) return "begins with two slashes, as if the name of a host followed";
  if (path.includes("\\")) return "has a backslash, which many programs take for a slash: send %5C";
  const decoded = decodePath(path);
  if (decoded === undefined) return "has a path that is not valid percent-encoded UTF-8";
  // Some servers decode `%2F` and `%5C` before they resolve dot segments, and some take off what follows a semicolon.
  if (/[/\\]\.\.?(?:[/\\;]|$)/.test(decoded)) return "has a dot segment (. or ..), which leads to another address";
  if (/\p{Cc}/u.test(decoded)) return "has a control character in its path";
  if (new URL(path, "http://localhost").pathname === path) return undefined;
  return findCharacterProblem(path, /["#<>^`{}]|[^!-~]/g) ?? "is changed where it is parsed as a URL";
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function findCharacterProblem(text: string, forbidden: RegExp): string | undefined {
  const characters = [...new Set(text.match(forbidden))].slice(0, 5).map(encodeURIComponent);
  return characters.length === 0 ? undefined : `has characters that have to be sent as ${characters.join(", ")}`;
}
