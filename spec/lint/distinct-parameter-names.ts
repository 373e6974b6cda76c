import type { Oas3Rule } from "@redocly/openapi-core";

/**
 * The client's methods take parameters and body in one object: a parameter has a name of its own, whatever its place, and
 * none is called `body`.
 */
export const distinctParameterNames: Oas3Rule = () => ({
  PathItem: {
    leave(pathItem, { location, report, resolve }) {
      const shared = (pathItem.parameters ?? []).map((parameter, index) => ({ parameter, at: ["parameters", index] }));
      for (const method of ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const) {
        const own = (pathItem[method]?.parameters ?? []).map((parameter, index) => ({
          parameter,
          at: [method, "parameters", index],
        }));
        const places = new Map<string, string | undefined>([["body", "body"]]);
        for (const { parameter, at } of [...shared, ...own]) {
          const { name, in: place } = resolve(parameter).node ?? {};
          if (name === undefined) continue;
          if (places.has(name) && places.get(name) !== place) {
            report({
              message: `The client's methods take parameters and body in one object, and \`${name}\` (in ${place}) would hide \`${name}\` (in ${places.get(name)}). Give one of them another name.`,
              location: location.child(at),
            });
          }
          places.set(name, place);
        }
      }
    },
  },
});
