import type { Oas3Rule } from "@redocly/openapi-core";

/** Each server has an `x-cloud` of its own, and the first one is `global`, which the client takes where none is chosen. */
export const distinctClouds: Oas3Rule = () => ({
  Root({ servers = [] }, { location, report }) {
    const clouds = servers.map((server) => (server as { "x-cloud"?: string })["x-cloud"]);
    clouds.forEach((cloud, index) => {
      const at = location.child(["servers", index]);
      if (index === 0 && cloud !== undefined && cloud !== "global") {
        report({ message: "The first server is the client's default. Write `x-cloud: global`.", location: at });
      } else if (cloud !== undefined && clouds.indexOf(cloud) !== index) {
        report({
          message: `There is another server with \`x-cloud: ${cloud}\`. Give one of them another name.`,
          location: at,
        });
      }
    });
  },
});
