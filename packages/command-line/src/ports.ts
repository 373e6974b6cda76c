import type { AddressInfo, Server } from "node:net";
import { UsageError } from "./usage-error.ts";

/**
 * The value of an option that is a whole number.
 *
 * @param option the option's name, such as `--port`
 * @throws {UsageError} where the text is not a whole number from 0 to the maximum.
 */
export function parseWholeNumber(option: string, text: string, maximum: number): number {
  if (/^\d+$/.test(text) && Number(text) <= maximum) return Number(text);
  throw new UsageError(`${option} takes a whole number from 0 to ${maximum}, not "${text}".`);
}

/**
 * The value of an option that is a port. 0 stands for any free port.
 *
 * @throws {UsageError} where the text is not a whole number from 0 to 65535.
 */
export function parsePort(option: string, text: string): number {
  return parseWholeNumber(option, text, 65_535);
}

/**
 * Why a server could not listen, and which option mends it; the error's own message for any other error, such as one of a file.
 *
 * @param options the names of the command's options for port and host, such as `--port` and `--host`
 */
export function explainListenError(error: unknown, options: { readonly port: string; readonly host?: string }): string {
  const { code, message, port, syscall = "" } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (!["listen", "getaddrinfo"].includes(syscall)) return message;
  if (code === "EADDRINUSE") {
    return `Port ${port} is taken: ${message}.\nChoose another port with ${options.port}, or 0 for any free one.`;
  }
  if (code === "EACCES") return `${message}.\nChoose a port above 1023 with ${options.port}, or 0 for any free one.`;
  const isHostWrong = code === "EADDRNOTAVAIL" || code === "ENOTFOUND";
  if (isHostWrong && options.host !== undefined) {
    return `${message}.\nChoose an address of this machine with ${options.host}, such as 127.0.0.1.`;
  }
  return message;
}

/**
 * The address at which this machine reaches a server that listens, such as `http://[::1]:8080`. A server that listens on all
 * addresses is reached on the loopback.
 */
export function formatServerAddress(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  const host = { "0.0.0.0": "127.0.0.1", "::": "::1" }[address] ?? address;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
