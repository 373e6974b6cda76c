import type { Location, Oas3Parameter, Oas3PathItem, Oas3Rule, UserContext } from "@redocly/openapi-core";
import { compilePathTemplate, expandPath, httpMethods, splitPath } from "@run-summary/openapi";

/**
 * A request is one of one path template, with one value of each parameter. So what separates two parameters of a segment is in
 * none of their values, and no other template with more literal text takes the request with the examples.
 */
export const separablePaths: Oas3Rule = () => ({
  Paths(paths, context) {
    const templates = Object.keys(paths);
    for (const [template, pathItem] of Object.entries(paths)) {
      const parameters = listParameters(context.resolve(pathItem).node, context);
      const place = context.location.child(template).key();
      const problem = findSeparatorProblem(template, parameters, context.resolve);
      if (problem !== undefined) context.report({ message: problem, location: place });
      else reportTaken(template, templates, parameters, place, context.report);
    }
  },
});

type Parameter = Partial<Oas3Parameter>;

/** The parameters of a path item and of its operations. */
function listParameters(pathItem: Oas3PathItem | undefined, { resolve }: UserContext): Parameter[] {
  const operations = httpMethods.map((method) => pathItem?.[method]);
  return [pathItem, ...operations].flatMap((owner) =>
    (owner?.parameters ?? []).flatMap((parameter) => resolve(parameter).node ?? []),
  );
}

function findSeparatorProblem(
  template: string,
  parameters: readonly Parameter[],
  resolve: UserContext["resolve"],
): string | undefined {
  for (const segment of template.split("/")) {
    const [, ...parts] = segment.split(/[{}]/); // a name, a separator, a name and so on
    for (let index = 0; index + 2 < parts.length; index += 2) {
      const [name = "", separator = "", next = ""] = parts.slice(index);
      const unclear = parameters
        .filter((one) => one.in === "path" && (one.name === name || one.name === next))
        .find((one) => mayHold(one, separator, resolve));
      if (unclear === undefined) continue;
      return `A value of the parameter \`${unclear.name}\` may hold the text \`${separator}\` that stands between \`${name}\` and \`${next}\`. Separate them by a slash or by \`',${next}='\`, or write an \`enum\` without this text.`;
    }
  }
  return undefined;
}

/** Whether a value may hold a separator. A text of any form may, but in the form of a function's arguments nobody expects it. */
function mayHold(
  { schema: referenced, example }: Parameter,
  separator: string,
  resolve: UserContext["resolve"],
): boolean {
  const schema = (referenced && resolve(referenced).node) ?? {};
  const values = [example, ...("const" in schema ? [schema.const] : (schema.enum ?? []))];
  if (separator === "" || values.some((value) => String(value).includes(separator))) return true;
  const isListed = "const" in schema || schema.enum !== undefined;
  const types = [schema.type].flat();
  if (types.every((type) => type === "boolean") || isListed) return false;
  if (types.every((type) => type === "boolean" || type === "integer" || type === "number"))
    return /^[\deE+.-]+$/.test(separator);
  return !/['=]/.test(separator);
}

function reportTaken(
  template: string,
  templates: readonly string[],
  parameters: readonly Parameter[],
  location: Location,
  report: UserContext["report"],
): void {
  const examples = parameters.filter((one) => one.in === "path" && one.name !== undefined && one.example !== undefined);
  const values = Object.fromEntries(examples.map(({ name = "", example }) => [name, String(example)]));
  const path = expandPath(template, values);
  const { literalLength } = compilePathTemplate(template);
  const other = templates.find((one) => {
    const compiled = compilePathTemplate(one);
    return one !== template && compiled.literalLength >= literalLength && compiled.match(splitPath(path)) !== undefined;
  });
  if (other === undefined) return;
  report({
    message: `The request \`${path}\` with the examples of this path is one of \`${other}\`, too. Write other examples, or give the paths different names.`,
    location,
  });
}
