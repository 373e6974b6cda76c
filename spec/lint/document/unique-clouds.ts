import type { Oas3Rule } from "@redocly/openapi-core";

/** Each server has its own `x-cloud`, and that of the first one is `global`, the client's default. */
export const uniqueClouds: Oas3Rule = () => ({
  Root({ servers = [] }, { location, report }) {
    const clouds = servers.map((server) => (server as { "x-cloud"?: string })["x-cloud"]);
    for (const [index, cloud] of clouds.entries()) {
      if (cloud === undefined) continue;
      const server = location.child(["servers", index]);
      if (index === 0 && cloud !== "global") {
        report({ message: "The client uses the first server by default. Write `x-cloud: global`.", location: server });
      } else if (clouds.indexOf(cloud) !== index) {
        report({
          message: `Another server has \`x-cloud: ${cloud}\` too. Give one of them another name.`,
          location: server,
        });
      }
    }
  },
});
