import { expect, it } from "vitest";
import { lintDocument } from "../lint-document.ts";

const text = { schema: { type: "string" }, example: "x" };
const number = { schema: { type: "number" }, example: 1 };
const id = { schema: { type: "string", pattern: "^[0-9a-f-]{36}$" }, example: "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71" };

/** Lints paths, each with the parameters `a` and `b`. */
function lintPaths(templates: readonly string[], a: object, b: object): Promise<string[]> {
  const parameters = Object.entries({ a, b }).map(([name, one]) => ({ name, in: "path", required: true, ...one }));
  const paths = Object.fromEntries(
    templates.map((template) => [
      template,
      { parameters: parameters.filter(({ name }) => template.includes(`{${name}}`)) },
    ]),
  );
  return lintDocument({ paths }, "run-summary/separable-paths");
}

it.each([
  { templates: ["/f(a='{a}')", "/f(b='{b}')"], a: text, b: text },
  { templates: ["/f(a='{a}')", "/f(a='{a}',b='{b}')"], a: text, b: text },
  { templates: ["/f(a={a},b={b})"], a: number, b: text },
  { templates: ["/{a},{b}"], a: number, b: number },
  { templates: ["/{a}-{b}"], a: { schema: { enum: ["x", "y"] } }, b: { schema: { const: "z" } } },
  { templates: ["/{a}", "/things"], a: text, b: text },
  { templates: ["/{a}/x", "/things/{b}"], a: { ...text, example: "y" }, b: text },
])("accepts $templates with $a and $b", async ({ templates, a, b }) => {
  expect(await lintPaths(templates, a, b)).toEqual([]);
});

it.each([
  { templates: ["/{a}-{b}"], a: id, b: number, problem: "A value of the parameter `a` may hold the text `-`" },
  { templates: ["/{a},{b}"], a: text, b: text, problem: "A value of the parameter `a` may hold the text `,`" },
  { templates: ["/{a}.{b}"], a: number, b: number, problem: "A value of the parameter `a` may hold the text `.`" },
  { templates: ["/{a}{b}"], a: number, b: number, problem: "A value of the parameter `a` may hold the text ``" },
  {
    templates: ["/f(a='{a}',b='{b}')"],
    ...{ a: { ...text, example: "x',b='y" }, b: text },
    problem: "A value of the parameter `a` may hold the text `',b='`",
  },
  {
    templates: ["/f(a='{a}')", "/f(a='{a}',b='{b}')"],
    ...{ a: { ...text, example: "x',b='y" }, b: text },
    problem: "The request `/f(a='x'%2Cb%3D'y')` with the examples of this path is one of `/f(a='{a}',b='{b}')`, too.",
  },
  {
    templates: ["/{a}", "/things"],
    ...{ a: { ...text, example: "things" }, b: text },
    problem: "The request `/things` with the examples of this path is one of `/things`, too.",
  },
])("refuses $templates with $a and $b", async ({ templates, a, b, problem }) => {
  expect(await lintPaths(templates, a, b)).toContainEqual(expect.stringContaining(problem));
});
