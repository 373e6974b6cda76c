import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const rule = "run-summary/normal-servers";

it.each(["https://api.contoso.com", "https://api.contoso.com:8443/beta", "https://api.contoso.com/a'b", "not a URL"])(
  "accepts %s",
  async (url) => {
    expect(await lintDocument({ servers: [{ url }] }, rule)).toEqual([]);
  },
);

it.each([
  ["http://api.contoso.com/beta", "The client sends the token by https only."],
  ["https://user@api.contoso.com", "The client takes no address with a user."],
  ["https://API.contoso.com/Beta", "A client has this address as https://api.contoso.com/Beta. Write it so."],
  ["https://api.contoso.com:443/a", "A client has this address as https://api.contoso.com/a."],
  ["https://api.contoso.com/a/../b", "A client has this address as https://api.contoso.com/b."],
  ["https://bücher.contoso.com/é", "A client has this address as https://xn--bcher-kva.contoso.com/%C3%A9."],
])("refuses %s", async (url, problem) => {
  expect(await lintDocument({ servers: [{ url }] }, rule)).toEqual([expect.stringContaining(problem)]);
});
