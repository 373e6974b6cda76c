import type { Oas3Rule } from "@redocly/openapi-core";

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly additionalProperties?: unknown;
  readonly unevaluatedProperties?: unknown;
}

/** The objects of a request body take no property that they do not name: what may not be written is refused. */
export const closedRequestBody: Oas3Rule = () => ({
  RequestBody: {
    MediaType(mediaType, { location, report, resolve }) {
      const open = (schema: Schema | undefined, path: string, above: readonly Schema[] = []): string[] => {
        const node: Schema | undefined = schema && resolve(schema).node;
        if (node === undefined || above.includes(node)) return [];
        // What is in an `allOf` is closed by the schema around it.
        const parts = (part: Schema): Schema[] => [
          part,
          ...(part.allOf ?? []).flatMap((inner) => parts(resolve(inner).node ?? {})),
        ];
        const own = parts(node);
        const isObject = own.some(({ type, properties }) => [type].flat().includes("object") || properties);
        const isClosed = [node.additionalProperties, node.unevaluatedProperties].some(
          (others) => others !== undefined && others !== true,
        );
        const children = own.flatMap(({ properties = {}, items }) => [
          ...Object.entries(properties).map(([name, child]): [Schema, string] => [child, `${path}/${name}`]),
          ...(items === undefined ? [] : [[items, `${path}/items`] satisfies [Schema, string]]),
        ]);
        return [
          ...(isObject && !isClosed ? [path] : []),
          ...children.flatMap(([child, at]) => open(child, at, [...above, node])),
        ];
      };
      for (const path of open(mediaType.schema as Schema | undefined, "")) {
        report({
          message: `${path === "" ? "The schema" : `The object ${path}`} of a request body has to be closed, or else the mock lets properties pass that nobody may write. Add \`unevaluatedProperties: false\` to it.`,
          location: location.child("schema"),
        });
      }
    },
  },
});
