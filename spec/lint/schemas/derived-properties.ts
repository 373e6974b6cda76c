import type { Location, Oas3Rule } from "@redocly/openapi-core";
import { isRecord } from "@run-summary/openapi";
import { findValueErrors } from "../helpers/find-value-errors.ts";
import { listResponses } from "../helpers/list-responses.ts";
import { walkSchema } from "../helpers/walk-schema.ts";

type Schema = Readonly<Record<string, unknown>>;

/** The value of `x-derived-from`, and where it is written. */
interface Derivation {
  readonly list: string;
  readonly count?: Schema;
  readonly latest?: string;
  readonly location: Location;
}

/** The schemas of the properties of a list's items. */
type ItemProperties = Map<string, Schema>;

/**
 * `x-derived-from` says how a stateful mock computes a property from a list below the same item: it counts the list's items that have
 * certain values, or takes the latest of their date-times.
 */
export const derivedProperties: Oas3Rule = () => {
  const derivations: Derivation[] = [];
  const lists = new Map<string, ItemProperties[]>();
  let path = "";
  let method = "";
  return {
    Root: {
      leave(_root, { report }) {
        for (const derivation of derivations) {
          const problems = (lists.get(derivation.list) ?? []).map((items) => findItemProblem(derivation, items));
          if (problems[0] !== undefined && !problems.includes(undefined))
            report({ message: problems[0], location: derivation.location });
        }
      },
    },
    PathItem(_pathItem, { key }) {
      path = String(key);
    },
    Operation(_operation, { key }) {
      method = String(key);
    },
    Responses(responses, context) {
      if (method !== "get") return;
      const name = path.slice(path.lastIndexOf("/") + 1);
      for (const { status, response, location } of listResponses(responses, context)) {
        const [content] = Object.entries(response.content ?? {});
        if (!status.startsWith("2") || content === undefined) continue;
        const [type, { schema }] = content;
        const items: ItemProperties = new Map();
        walkSchema({ schema, location: location.child(["content", type, "schema"]) }, context.resolve, {
          schema(parts, place) {
            const property = /^\/value\/items\/([^/]+)$/.exec(place)?.[1];
            if (property !== undefined) items.set(property, Object.assign({}, ...parts.map((part) => part.schema)));
          },
        });
        if (items.size > 0) lists.set(name, [...(lists.get(name) ?? []), items]);
      }
    },
    Schema(schema, { location, report }) {
      if (!Object.hasOwn(Object(schema), "x-derived-from")) return;
      const own = schema as unknown as Schema;
      const value = own["x-derived-from"];
      const place = location.child("x-derived-from");
      const problem = findShapeProblem(value) ?? findTypeProblem(own, value as Derivation);
      if (problem === undefined) derivations.push({ ...(value as Derivation), location: place });
      else report({ message: problem, location: place });
    },
  };
};

function findShapeProblem(value: unknown): string | undefined {
  const message =
    "Nothing can be computed from this `x-derived-from`. Write `{ list: <name of a list below the item>, count: { <property>: <value> } }`, or `latest: <property>` in place of `count`.";
  if (!isRecord(value)) return message;
  const { list, count, latest, ...others } = value;
  const isCount = isRecord(count) && Object.keys(count).length > 0 && latest === undefined;
  const isLatest = typeof latest === "string" && count === undefined;
  const isRight = typeof list === "string" && (isCount || isLatest) && Object.keys(others).length === 0;
  return isRight ? undefined : message;
}

function findTypeProblem({ type, format }: Schema, { count }: Derivation): string | undefined {
  const types = [type].flat();
  if (count !== undefined)
    return types.includes("integer") ? undefined : "A count is a whole number. Write `type: integer` beside it.";
  const isRight = types.includes("string") && types.includes("null") && format === "date-time";
  return isRight
    ? undefined
    : 'The latest of no date-times is `null`. Write `type: [string, "null"]` and `format: date-time` beside it.';
}

function findItemProblem({ list, count, latest }: Derivation, items: ItemProperties): string | undefined {
  for (const name of latest === undefined ? Object.keys(count ?? {}) : [latest]) {
    const schema = items.get(name);
    if (schema === undefined)
      return `The items of \`${list}\` have no property \`${name}\`. They have ${[...items.keys()].join(", ")}.`;
    if (latest !== undefined)
      return schema.format === "date-time" ? undefined : `The property \`${name}\` of \`${list}\` is no date-time.`;
    const { type, enum: values, const: constant } = schema;
    const constraints = Object.entries({ type, enum: values, const: constant }).filter(([, one]) => one !== undefined);
    const errors = findValueErrors(Object.fromEntries(constraints), count?.[name]);
    if (errors !== undefined)
      return `No item of \`${list}\` has this \`${name}\`: ${errors}. Correct the value, or the schema of the items.`;
  }
  return undefined;
}
