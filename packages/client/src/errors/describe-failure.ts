/** The message for a request whose `fetch` has thrown: the host, the reason with its code, and what to check. */
export function describeFailure(thrown: unknown, url: string): string {
  const [reason, code] = readThrown(thrown);
  const check = /NOTFOUND|EAI_AGAIN/.test(code)
    ? "the host's name and DNS"
    : /REFUSED/i.test(code) // `ECONNREFUSED`, or `ConnectionRefused`
      ? "that the service runs there"
      : /CERT|ISSUER|TLS|SSL/.test(code)
        ? "the host's certificate"
        : "network, proxy and firewall";
  return `No complete response from ${new URL(url).host}: ${reason}${code && ` (${code})`}. Check ${check}.`;
}

// Code may throw any value, such as a Symbol or an object without a prototype.
function readThrown(thrown: unknown): [reason: string, code: string] {
  try {
    const { message = thrown, code, cause } = Object(thrown);
    return [String(message), String(code ?? cause?.code ?? "")];
  } catch {
    return ["a value without a text was thrown", ""];
  }
}
