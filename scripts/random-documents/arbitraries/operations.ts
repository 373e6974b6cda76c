import fc from "fast-check";
import { anyName, description, headerName, mostly, operationId, pathParameterName } from "./names.ts";
import { type Body, createBodies, createParameterShapes, type ParameterShape } from "./schemas.ts";

type Part = Readonly<Record<string, unknown>>;

/** A path item: its template, and its operations by their methods. */
export interface RandomPath {
  readonly template: string;
  readonly operations: Readonly<Record<string, Part>>;
}

// How the parameters of a path stand in its segments. `*` is the place of a parameter.
const segments = mostly(
  ["things", "parts", "*"],
  fc.constantFrom(
    ...["things('*')", "f(a=*,b='*')", "f(a='*')", "f(b='*')", "f()", "v*", "*.json", "*-*", "*,*"],
    ...["it's", "$count", "a.b", "@a", "a:b", "a;v=1", "a,b", "a+b", "~", "(a)", "a=b&c"],
  ),
  fc.constantFrom("100%25", "a b", "%41", "é", "50%"),
);

/** A parameter without its name and place. */
interface ParameterValue {
  readonly shape: ParameterShape;
  readonly text: string;
  readonly isRequired: boolean;
}

function createParameterValues(place: "path" | "query" | "header"): fc.Arbitrary<ParameterValue> {
  return fc.record({ shape: createParameterShapes(place), text: description, isRequired: fc.boolean() });
}

function describeParameter(name: string, place: string, { shape, text, isRequired }: ParameterValue): Part {
  return {
    name,
    in: place,
    description: text,
    required: place === "path" || isRequired,
    ...shape,
  };
}

/** A path template with its parameters. */
const paths: fc.Arbitrary<{ template: string; parameters: Part[] }> = fc
  .record({
    forms: fc.array(segments, { minLength: 1, maxLength: 3 }),
    names: fc.uniqueArray(pathParameterName, { maxLength: 3 }),
    values: fc.array(createParameterValues("path"), { minLength: 6, maxLength: 6 }),
  })
  .map(({ forms, names, values }) => {
    const parameters: Part[] = [];
    const template = forms.join("/").replaceAll("*", () => {
      const name = names[parameters.length] ?? `p${parameters.length}`;
      parameters.push(describeParameter(name, "path", values[parameters.length] as ParameterValue));
      return `{${name}}`;
    });
    return { template: `/${template}`, parameters };
  });

const otherParameters: fc.Arbitrary<Part[]> = fc
  .tuple(
    fc.array(fc.tuple(anyName, fc.constant("query"), createParameterValues("query")), { maxLength: 2 }),
    fc.array(fc.tuple(headerName, fc.constant("header"), createParameterValues("header")), { maxLength: 1 }),
  )
  .map((lists) => lists.flat().map(([name, place, value]) => describeParameter(name, place, value)))
  .map((list) => list.filter(({ name }, index) => list.findIndex((other) => other.name === name) === index));

const exampleNames = mostly(["one"], fc.constantFrom("1", "a.b", "a-b", "_", "true"));

function describeContent({ mediaType, schema, example }: Body, name: string): Part {
  return { [mediaType]: { schema, examples: { [name]: { value: example } } } };
}

const requestBodies: fc.Arbitrary<Part> = fc
  .record({ shape: createBodies("request"), required: fc.boolean(), name: exampleNames, text: description })
  .map(({ shape, required, name, text }) => ({ description: text, required, content: describeContent(shape, name) }));

const headers: fc.Arbitrary<Part> = fc
  .array(fc.tuple(headerName, createParameterValues("header")), { maxLength: 2 })
  .map((entries) =>
    Object.fromEntries(
      entries.map(([name, { shape, text, isRequired }]) => [
        name,
        { description: text, required: isRequired, schema: shape.schema, example: shape.example },
      ]),
    ),
  );

const successes: fc.Arbitrary<Part> = fc
  .record({
    shape: createBodies("response"),
    list: fc.array(
      fc.record({
        status: fc.constantFrom("200", "201", "202", "204", "206"),
        hasContent: mostly([true], fc.constant(false)),
        name: exampleNames,
        headers,
        text: description,
      }),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(({ shape, list }) =>
    Object.fromEntries(
      list.map(({ status, hasContent, name, headers, text }) => [
        status,
        {
          description: text,
          ...(Object.keys(headers).length > 0 && { headers }),
          ...(hasContent && (status !== "204" || name === "_") && { content: describeContent(shape, name) }),
        },
      ]),
    ),
  );

const location = { description: "Where.", required: true, schema: { type: "string" }, example: "https://a.example/b" };

/** A success that says where something is. */
const locations: fc.Arbitrary<Part> = fc
  .record({ status: fc.constantFrom("202", "204", "302", "303", "307", "308"), others: headers })
  .map(({ status, others }) => ({
    [status]: { description: "It is there.", headers: { ...omitLocation(others), Location: location } },
  }));

function omitLocation(headers: Part): Part {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "Location"));
}

const errorStatuses = ["400", "401", "403", "404", "429", "4XX", "5XX"];
const errors = Object.fromEntries(errorStatuses.map((status) => [status, { $ref: "#/components/responses/Error" }]));

const security = mostly<readonly Part[]>(
  [[]],
  fc.constantFrom<readonly Part[]>(
    [{ delegated: ["Things.Read"] }],
    [{ application: ["Things.Read"] }, { delegated: ["Things.Read", "Things.Write"] }],
    [{ delegated: ["Things.Read"], application: ["Things.Write"] }],
    [{}, { delegated: ["Things.Write"] }],
    [{ delegated: [] }],
  ),
);

const operations: fc.Arbitrary<Part> = fc
  .record({
    operationId,
    summary: description,
    text: description,
    parameters: otherParameters,
    requestBody: fc.option(requestBodies, { nil: undefined }),
    successes: fc.oneof(
      { withCrossShrink: true },
      { weight: 9, arbitrary: successes },
      { weight: 1, arbitrary: locations },
    ),
    security,
    isDeprecated: fc.boolean(),
  })
  .map(({ text, parameters, requestBody, successes, security, isDeprecated, ...names }) => ({
    ...names,
    description: [text, ...describePermissions(security)].join("\n\n"),
    tags: ["things"],
    security,
    ...(isDeprecated && { deprecated: true }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody !== undefined && { requestBody }),
    responses: { ...successes, ...errors },
  }));

/** The table of permissions that the lint asks for. */
function describePermissions(security: readonly Part[]): string[] {
  const scopes = new Map<string, unknown[]>();
  for (const requirement of security)
    for (const [scheme, names] of Object.entries(requirement))
      scopes.set(scheme, [...(scopes.get(scheme) ?? []), ...(names as unknown[])]);
  const rows = [...scopes].map(([scheme, names]) => `|${scheme}|${names.join(", ")}|`);
  return rows.length === 0 ? [] : [["|Scheme|Permissions|", "|:---|:---|", ...rows].join("\n")];
}

const methods = fc.constantFrom("get", "post", "patch", "put", "delete");

/** A path with one or two operations. GET and HEAD have no request body. */
export const randomPaths: fc.Arbitrary<RandomPath> = fc
  .record({ path: paths, entries: fc.array(fc.tuple(methods, operations), { minLength: 1, maxLength: 2 }) })
  .map(({ path: { template, parameters }, entries }) => ({
    template,
    operations: Object.fromEntries(
      entries.map(([method, operation]) => {
        const { requestBody, ...others } = operation;
        const all = [...parameters, ...((operation.parameters as Part[] | undefined) ?? [])];
        return [
          method,
          {
            ...(["get", "head"].includes(method) || requestBody === undefined ? others : operation),
            ...(all.length > 0 && { parameters: all }),
          },
        ];
      }),
    ),
  }));
