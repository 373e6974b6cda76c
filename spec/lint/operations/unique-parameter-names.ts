import type { Oas3Rule } from "@redocly/openapi-core";
import { httpMethods } from "@run-summary/openapi";

/**
 * An operation's parameters have different names, even where one is in the path and another in a header, and none is
 * called `body`. A method of the client takes all of them and the body as properties of one object.
 */
export const uniqueParameterNames: Oas3Rule = () => ({
  PathItem: {
    leave(pathItem, { location, report, resolve }) {
      for (const method of httpMethods) {
        const parameters = [
          ...(pathItem.parameters ?? []).map((parameter, index) => ({ parameter, keys: ["parameters", index] })),
          ...(pathItem[method]?.parameters ?? []).map((parameter, index) => ({
            parameter,
            keys: [method, "parameters", index],
          })),
        ];
        const locationsByName = new Map<string, string | undefined>([["body", "body"]]);
        for (const { parameter, keys } of parameters) {
          const node = resolve(parameter).node;
          if (node?.name === undefined) continue;
          const other = locationsByName.get(node.name);
          if (other !== undefined && other !== node.in) {
            report({
              message: `A method of the client takes the parameters and the body as properties of one object, and two of them are called \`${node.name}\` (in ${other}, in ${node.in}). Rename one of them.`,
              location: location.child(keys),
            });
          }
          locationsByName.set(node.name, node.in);
        }
      }
    },
  },
});
