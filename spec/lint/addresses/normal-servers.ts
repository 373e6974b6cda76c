import type { Oas3Rule } from "@redocly/openapi-core";

/** The address of a server is written as a client has it once it is parsed as a URL, and uses https, since it gets the token. */
export const normalServers: Oas3Rule = () => ({
  Server({ url = "" }, { location, report }) {
    if (!URL.canParse(url)) return; // rule/server-url reports it
    const { protocol, username, password, href } = new URL(url);
    const normal = href.replace(/\/$/, "");
    const problem =
      protocol !== "https:"
        ? "The client sends the token by https only. Write an address with https."
        : username !== "" || password !== ""
          ? "The client takes no address with a user. Remove what stands before the @."
          : normal !== url
            ? `A client has this address as ${normal}. Write it so.`
            : undefined;
    if (problem !== undefined) report({ message: problem, location: location.child("url") });
  },
});
