import type { OpenApiDocument } from "@run-summary/openapi";
import { generateTypes } from "../../generate/types.ts";
import { askCompiler } from "./ask-compiler.ts";
import { askOfOperations, declareMethods } from "./ask-of-operations.ts";
import { askOfTypes } from "./ask-of-types.ts";
import type { BrokenCode } from "./broken-code.ts";
import { listCalledOperations } from "./called-operations.ts";
import { formatReason } from "./format-reason.ts";
import { declareHelperTypes } from "./helper-types.ts";
import { compareTypes } from "./same-types.ts";

export type { BrokenCode } from "./broken-code.ts";

/**
 * Asks TypeScript which code of callers a new document breaks: code that is written with the types of the old document, and
 * the client's methods. Documents that have no types break nothing.
 */
export async function findBrokenCode(documents: {
  base: OpenApiDocument;
  next: OpenApiDocument;
}): Promise<BrokenCode[]> {
  const { base, next } = documents;
  const [old, added] = [listCalledOperations(base), listCalledOperations(next)];
  const declarations = await declareTypes(documents);
  if (declarations === undefined) return [];
  const isSame = compareTypes(declarations.Old, declarations.New);
  const questions = [...askOfOperations(old, added, isSame), ...askOfTypes(base, isSame)];
  const preamble = [
    ...Object.keys(declarations).map((name) => `import type * as ${name} from "./${name}.js";`),
    declareMethods("OldMethods", old),
    declareMethods("NewMethods", added),
    ...declareHelperTypes().split("\n"),
  ];
  const lines = questions.flatMap((question) => question.lines);
  const answers = askCompiler(declarations, [...preamble, ...lines.map(({ code }) => code)]);
  const reasons = new Map(
    lines.flatMap((line, index) => {
      const answer = answers.get(preamble.length + index);
      return answer === undefined ? [] : [[line, formatReason(answer, line.source)]];
    }),
  );
  return questions.flatMap(({ lines, note, ...place }) => {
    const [reason] = lines.flatMap((line) => reasons.get(line) ?? []);
    return reason === undefined ? [] : [{ ...place, reason: note === undefined ? reason : `${reason} ${note}` }];
  });
}

/** The types of both documents, by the name of the module; `undefined` where one of them has none. */
async function declareTypes({ base, next }: { base: OpenApiDocument; next: OpenApiDocument }) {
  try {
    const { "index.d.ts": Old = "" } = await generateTypes(base);
    const { "index.d.ts": New = "" } = await generateTypes(next);
    // An object of which nothing is known is a `Record<string, never>`. Any object can take its place in a response.
    const Received = `${Old}\ntype Record<Name extends string, _Value> = { [N in Name]: unknown };`;
    return { Old, New, Received };
  } catch {
    return undefined;
  }
}
