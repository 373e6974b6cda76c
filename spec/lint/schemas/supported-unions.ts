import { isRef, type Oas3Rule, type UserContext } from "@redocly/openapi-core";
import { isAnnotation } from "@run-summary/openapi";
import { visitSchemas } from "../helpers/visit-schemas.ts";
import { type LocatedSchema, listBranches, type Part, walkSchema } from "../helpers/walk-schema.ts";

/**
 * `oneOf` and `anyOf` stand alone, so that the branches are the whole type. A discriminator repeats what the branches say:
 * validators that do not know it decide the same.
 */
export const supportedUnions: Oas3Rule = visitSchemas((usage, context) => ({
  schema(parts) {
    for (const { schema, location } of parts) {
      const [first] = listBranches(schema);
      if (first !== undefined) reportUnion(first.keyword, usage === "text", parts, { schema, location }, context);
      else if (schema.discriminator !== undefined) {
        context.report({
          message: "The discriminator has no branches to choose from. Write `oneOf` beside it, or remove it.",
          location: location.child("discriminator").key(),
        });
      }
    }
  },
}));

function reportUnion(
  keyword: string,
  isText: boolean,
  parts: readonly Part[],
  { schema, location }: Part,
  context: UserContext,
): void {
  const report = (message: string, place = location.child(keyword).key()) =>
    context.report({ message, location: place });
  const sibling = Object.keys(schema).find((name) => name !== keyword && !isAnnotation(name));
  if (isText) {
    report(`A text has no type, so that nobody knows which branch of \`${keyword}\` is meant. Write one type.`);
  } else if (parts.length > 1) {
    report(
      `The client cannot merge \`${keyword}\` with the other parts of \`allOf\`. Write the \`allOf\` into each branch.`,
    );
  } else if (sibling !== undefined) {
    const message = `\`${sibling}\` beside \`${keyword}\` is not supported. Write it into each branch.`;
    report(message, location.child(sibling).key());
  } else if (schema.discriminator !== undefined) {
    reportDiscriminator({ schema, location }, context);
  } else if (keyword === "oneOf" && listBranches(schema).some(({ branch }) => isDiscriminated(branch))) {
    report(
      "Some validators take each value but an object for one of a union with a discriminator, so that `null` matches two branches. Write `anyOf` in place of `oneOf`.",
    );
  }

  function isDiscriminated(branch: unknown): boolean {
    const { node } = context.resolve<{ discriminator?: unknown }>(
      branch as { $ref: string },
      location.source.absoluteRef,
    );
    return node?.discriminator !== undefined;
  }
}

function reportDiscriminator({ schema, location }: Part, { report, resolve }: UserContext): void {
  const { propertyName = "", mapping = {} } = schema.discriminator as Discriminator;
  const place = location.child("discriminator");
  const mapped = new Map(
    Object.entries(mapping).map(([value, reference]) => [
      resolve<object>({ $ref: reference }, location.source.absoluteRef).node,
      value,
    ]),
  );
  for (const { keyword, index, branch } of listBranches(schema)) {
    const branchPlace = location.child([keyword, index]);
    const value = findValue({ schema: branch, location: branchPlace }, propertyName, resolve);
    if (!isRef(branch) || value === undefined) {
      report({
        message: `A branch beside a discriminator is a \`$ref\` to an object that requires \`${propertyName}\` and has a \`const\` for it. Correct the branch, or remove \`discriminator\`.`,
        location: branchPlace,
      });
      continue;
    }
    const { node } = resolve<object>(branch, location.source.absoluteRef);
    if (mapped.get(node) === value) continue;
    report({
      message: `The branch has the value \`${value}\` of \`${propertyName}\`, and \`mapping\` has not. Write \`"${value}": ${branch.$ref}\` into \`mapping\`.`,
      location: branchPlace,
    });
  }
  if (Object.keys(mapping).length > listBranches(schema).length) {
    report({ message: "`mapping` has values of no branch. Remove them.", location: place.child("mapping").key() });
  }
}

interface Discriminator {
  readonly propertyName?: string;
  readonly mapping?: Readonly<Record<string, string>>;
}

/** The only value that a branch permits for a property, which is required; `undefined` where there is none. */
function findValue(branch: LocatedSchema, name: string, resolve: UserContext["resolve"]): string | undefined {
  let value: unknown;
  const find = (parts: readonly Part[], path: string) => {
    const isRequired = parts.some(({ schema }) => (schema.required as string[] | undefined)?.includes(name));
    if (path !== "" || !isRequired) return;
    for (const { schema, location } of parts) {
      const property = ((schema.properties ?? {}) as Record<string, unknown>)[name];
      walkSchema({ schema: property, location }, resolve, {
        schema: (own, ownPath) => {
          for (const part of ownPath === "" ? own : []) value ??= readOnlyValue(part.schema);
        },
      });
    }
  };
  walkSchema(branch, resolve, { schema: find });
  return typeof value === "string" ? value : undefined;
}

function readOnlyValue({ const: constant, enum: values }: Part["schema"]): unknown {
  return constant ?? (Array.isArray(values) && values.length === 1 ? values[0] : undefined);
}
