// `npm run regexps`: fails where a regular expression in the sources may take more than linear time. Such an expression stops
// the whole process for a long text. Expressions that are put together at run time are not seen here.
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { check } from "recheck";
import ts from "typescript";
import { repository } from "../shared/repository.ts";

const sources = ["{apps,packages}/*/src/**/*.{ts,tsx,js}", "spec/{src,lint}/**/*.ts", "scripts/**/*.{ts,js}"];
// The mutants' expressions read nothing but the repository's own generated files.
const ignoredFolders = ["node_modules", "generated", "test", "e2e", "mutate"];

interface Expression {
  readonly text: string;
  /** `file:line` of its first place. */
  readonly place: string;
}

/** Lists the regular expressions of a source file, in the order of their lines. */
function listExpressions(file: string): Expression[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const expressions: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      expressions.push({ text: node.text, place: `${relative(repository, file)}:${line + 1}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return expressions;
}

/** Says what is wrong with an expression; `undefined` where its time is linear. */
async function findProblem({ text, place }: Expression): Promise<string | undefined> {
  // Without an unlimited repetition, the time does not grow with the text.
  if (!/[*+]|,\}/.test(text)) return undefined;
  const end = text.lastIndexOf("/");
  // Without `attackTimeout`, a match that takes a second on a busy machine counts as more than linear time.
  const options = { timeout: 60_000, attackTimeout: null };
  const result = await check(text.slice(1, end), text.slice(end + 1), options);
  if (result.status === "safe") return undefined;
  const reason =
    result.status === "unknown"
      ? `may take more than linear time: it cannot be checked (${result.error.kind})`
      : `takes more than linear time (${result.complexity.summary}), for example for ${result.attack.pattern}`;
  return `${place} ${text} ${reason}. Write it so that each character can be matched in one way only, or read the text without a regular expression.`;
}

async function main(): Promise<number> {
  const files = globSync(sources, { cwd: repository, exclude: (name) => ignoredFolders.includes(name) });
  const expressions = files.toSorted().flatMap((file) => listExpressions(join(repository, file)));
  const unique = expressions.filter(({ text }, index) => expressions.findIndex((one) => one.text === text) === index);
  const problems: string[] = [];
  for (const expression of unique) {
    const problem = await findProblem(expression);
    if (problem !== undefined) problems.push(problem);
  }
  for (const problem of problems) console.error(problem);
  return problems.length === 0 ? 0 : 1;
}

process.exit(await main()); // a checker in another process is still running
