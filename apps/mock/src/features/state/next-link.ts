/** The items of a page where the request does not say how many. */
export const pageSize = 100;

/** The parameter that says in the address of a next page how many items come before the page. */
export const skipToken = "$skiptoken";

/** Creates the address of the page that begins after so many items, with what the request asks for otherwise. */
export function createNextLink(address: string, query: string, skipped: number): string {
  const parameters = [...new URLSearchParams(query)].filter(([name]) => name !== "$skip" && name !== skipToken);
  const pairs = [...parameters, [skipToken, String(skipped)]].map((pair) => pair.map(encodeText).join("="));
  return `${address}?${pairs.join("&")}`;
}

// The names of OData's parameters begin with a dollar sign, which needs no encoding.
function encodeText(text: string): string {
  return encodeURIComponent(text).replaceAll("%24", "$");
}
