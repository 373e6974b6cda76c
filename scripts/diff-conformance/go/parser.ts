import type { Expression, GoFunction, GoType, Statement } from "./syntax.ts";
import { readTokens, type Token } from "./tokens.ts";

/** What a file declares: its functions, and the first values of its constants and variables. */
export interface Declarations {
  readonly functions: ReadonlyMap<string, GoFunction>;
  readonly values: ReadonlyMap<string, Expression>;
  /** The functions that cannot be parsed, and why. */
  readonly unreadable: ReadonlyMap<string, string>;
}

const precedences: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["+", "-", "|", "^"],
  ["*", "/", "%", "<<", ">>", "&", "&^"],
];

/** Parses a file that is formatted as gofmt does: a declaration begins at the start of a line. */
export function parseFile(source: string): Declarations {
  const functions = new Map<string, GoFunction>();
  const values = new Map<string, Expression>();
  const unreadable = new Map<string, string>();
  for (const text of source.split(/^(?=(?:func|const|var|type|import) )/m)) {
    const name = /^func (\w+)/.exec(text)?.[1];
    try {
      if (name !== undefined) functions.set(name, parseFunction(text));
      else if (/^(const|var) /.test(text)) for (const [key, value] of parseValues(text)) values.set(key, value);
    } catch (error) {
      if (name !== undefined) unreadable.set(name, (error as Error).message);
    }
  }
  return { functions, values, unreadable };
}

function parseFunction(text: string): GoFunction {
  const parser = createParser(readTokens(text));
  parser.expect("func");
  parser.next();
  return parser.parseSignatureAndBody();
}

function parseValues(text: string): [string, Expression][] {
  const statement = createParser(readTokens(text)).parseStatement();
  const statements = statement.kind === "block" ? statement.body : [statement];
  return statements.flatMap((one) => {
    if (one.kind !== "assign") return [];
    return one.targets.flatMap((target, index): [string, Expression][] => {
      const value = one.values[index];
      return target.kind === "name" && value !== undefined ? [[target.name, value]] : [];
    });
  });
}

interface Parser {
  readonly next: () => Token;
  readonly expect: (mark: string) => void;
  readonly parseStatement: () => Statement;
  readonly parseSignatureAndBody: () => GoFunction;
}

function createParser(tokens: readonly Token[]): Parser {
  let position = 0;
  // In the head of an `if` or a `for`, `name {` begins the body and no value.
  let isInHead = false;

  const peek = (offset = 0): Token => tokens[position + offset] ?? { kind: "mark", text: "" };
  const isMark = (mark: string, offset = 0) => peek(offset).kind !== "text" && peek(offset).text === mark;
  const next = (): Token => {
    const token = peek();
    position++;
    return token;
  };
  const accept = (mark: string): boolean => {
    if (!isMark(mark)) return false;
    position++;
    return true;
  };
  const expect = (mark: string): void => {
    if (!accept(mark)) throw new SyntaxError(`"${peek().text}" where "${mark}" is expected`);
  };
  const parseInside = <Value>(isHead: boolean, parse: () => Value): Value => {
    const outer = isInHead;
    isInHead = isHead;
    const value = parse();
    isInHead = outer;
    return value;
  };

  const parseList = <Value>(end: string, parse: () => Value): Value[] => {
    const values: Value[] = [];
    while (!accept(end)) {
      values.push(parse());
      if (!accept(",") && !isMark(end)) expect(end);
    }
    return values;
  };

  const parseType = (): GoType => {
    if (accept("*") || accept("...")) return parseType();
    if (accept("(")) {
      const [first = { name: "()" }] = parseList(")", parseType);
      return first;
    }
    if (accept("[")) {
      while (!accept("]")) next();
      return { name: "[]", element: parseType() };
    }
    if (accept("map")) {
      expect("[");
      parseType();
      expect("]");
      return { name: "map", element: parseType() };
    }
    if (accept("struct")) return { name: "struct", fields: parseFields() };
    if (accept("interface")) {
      expect("{");
      expect("}");
      return { name: "any" };
    }
    if (accept("func")) {
      parseParameters();
      parseResults();
      return { name: "func" };
    }
    const { kind, text } = next();
    if (kind !== "name") throw new SyntaxError(`"${text}" where a type is expected`);
    return { name: accept(".") ? `${text}.${next().text}` : text };
  };

  const parseFields = (): string[] => {
    const fields: string[] = [];
    expect("{");
    while (!accept("}")) {
      do fields.push(next().text);
      while (accept(","));
      parseType();
      accept(";");
    }
    return fields;
  };

  // `a, b string` and `a string, b string` name two parameters each.
  const parseParameters = (): { parameters: string[]; isVariadic: boolean } => {
    let isVariadic = false;
    expect("(");
    const parameters = parseList(")", () => {
      const { text } = next();
      if (isMark(",") || isMark(")")) return text;
      isVariadic = isMark("...");
      if (accept(".")) next();
      else parseType();
      return text;
    });
    return { parameters, isVariadic };
  };

  const parseResults = (): void => {
    if (isMark("(")) {
      next();
      parseList(")", () => {
        parseType();
        if (!isMark(",") && !isMark(")")) parseType();
      });
    } else if (!isMark("{") && !isMark(")") && !isMark(",") && !isMark(";") && !isMark("=")) parseType();
  };

  const parseSignatureAndBody = (): GoFunction => {
    const signature = parseParameters();
    parseResults();
    return { ...signature, body: parseInside(false, parseBlock) };
  };

  const parseBlock = (): Statement[] => {
    const body: Statement[] = [];
    expect("{");
    while (!accept("}")) {
      if (accept(";")) continue;
      body.push(parseStatement());
    }
    return body;
  };

  const parseEntries = (): { key?: Expression; value: Expression }[] =>
    parseInside(false, () => {
      expect("{");
      const parseElement = (): Expression =>
        isMark("{") ? { kind: "composite", type: undefined, entries: parseEntries() } : parseExpression();
      return parseList("}", () => {
        const value = parseElement();
        return accept(":") ? { key: value, value: parseElement() } : { value };
      });
    });

  const parseOperand = (): Expression => {
    const { kind, text } = peek();
    if (kind === "number" || kind === "text") {
      next();
      return { kind: "literal", value: kind === "number" ? Number(text) : text };
    }
    if (accept("(")) {
      const inner = parseInside(false, parseExpression);
      expect(")");
      return inner;
    }
    if (isMark("func")) {
      next();
      return { kind: "function", value: parseSignatureAndBody() };
    }
    if (isMark("[") || isMark("map") || isMark("struct")) {
      const type = parseType();
      return isMark("{") ? { kind: "composite", type, entries: parseEntries() } : { kind: "type", type };
    }
    if (kind !== "name") throw new SyntaxError(`"${text}" where a value is expected`);
    next();
    return { kind: "name", name: text };
  };

  const parsePrimary = (): Expression => {
    let value = parseOperand();
    for (;;) {
      const typeName = isMark("{") && !isInHead ? getTypeName(value) : undefined;
      if (typeName !== undefined) {
        value = { kind: "composite", type: { name: typeName }, entries: parseEntries() };
      } else if (accept(".")) {
        if (accept("(")) {
          if (!accept("type")) parseType();
          expect(")");
          value = { kind: "assert", of: value };
        } else value = { kind: "select", of: value, name: next().text };
      } else if (accept("(")) {
        let isSpread = false;
        const args = parseInside(false, () =>
          parseList(")", () => {
            const arg = parseExpression();
            isSpread = accept("...");
            return arg;
          }),
        );
        value = { kind: "call", callee: value, args, isSpread };
      } else if (accept("[")) value = parseIndex(value);
      else return value;
    }
  };

  const parseIndex = (of: Expression): Expression =>
    parseInside(false, () => {
      const from = isMark(":") ? undefined : parseExpression();
      if (accept("]")) return { kind: "index", of, index: from as Expression };
      expect(":");
      const to = isMark("]") ? undefined : parseExpression();
      expect("]");
      return { kind: "slice", of, ...(from && { from }), ...(to && { to }) };
    });

  const parseUnary = (): Expression => {
    const { text } = peek();
    if (peek().kind === "mark" && ["&", "*", "!", "-", "+", "<-"].includes(text)) {
      next();
      return { kind: "unary", operator: text, operand: parseUnary() };
    }
    return parsePrimary();
  };

  const parseBinary = (level: number): Expression => {
    const operators = precedences[level];
    if (operators === undefined) return parseUnary();
    let left = parseBinary(level + 1);
    while (peek().kind === "mark" && operators.includes(peek().text)) {
      const operator = next().text;
      left = { kind: "binary", operator, left, right: parseBinary(level + 1) };
    }
    return left;
  };

  const parseExpression = (): Expression => parseBinary(0);

  const parseExpressions = (): Expression[] => {
    const values = [parseExpression()];
    while (accept(",")) values.push(parseExpression());
    return values;
  };

  const parseSimple = (): Statement => {
    const targets = parseExpressions();
    const { kind, text } = peek();
    if (kind === "mark" && (text === "++" || text === "--")) {
      next();
      return { kind: "assign", targets, operator: `${text[0]}=`, values: [{ kind: "literal", value: 1 }] };
    }
    if (kind === "mark" && (text === ":=" || text === "=" || /^[-+*/%&|^]=$/.test(text))) {
      next();
      if (accept("range")) return { kind: "range", targets, of: parseExpression(), body: [] };
      return { kind: "assign", targets, operator: text, values: parseExpressions() };
    }
    return { kind: "expression", value: targets[0] as Expression };
  };

  const parseIf = (): Statement => {
    const head = parseInside(true, () => {
      const first = parseSimple();
      return accept(";") ? { before: first, condition: parseExpression() } : { condition: getValue(first) };
    });
    const then = parseBlock();
    if (!accept("else")) return { kind: "if", ...head, then };
    const otherwise: Statement = accept("if") ? parseIf() : { kind: "block", body: parseBlock() };
    return { kind: "if", ...head, then, otherwise };
  };

  const parseFor = (): Statement => {
    const head = parseInside(true, (): Statement => {
      if (accept("range")) return { kind: "range", targets: [], of: parseExpression(), body: [] };
      return isMark("{") ? { kind: "other", word: "for" } : parseSimple();
    });
    if (head.kind === "range") return { ...head, body: parseInside(false, parseBlock) };
    return skipBody("for");
  };

  /** Skips to the end of a block that is not run. */
  const skipBody = (word: string): Statement => {
    while (!isMark("{")) next();
    let depth = 0;
    do {
      if (isMark("{")) depth++;
      if (isMark("}")) depth--;
      next();
    } while (depth > 0);
    return { kind: "other", word };
  };

  const parseDeclared = (): Statement => {
    const parseOne = (): Statement => {
      const targets: Expression[] = [];
      do targets.push({ kind: "name", name: next().text });
      while (accept(","));
      if (!isMark("=") && !isMark(";") && !isMark(")")) parseType();
      return { kind: "assign", targets, operator: ":=", values: accept("=") ? parseExpressions() : [] };
    };
    if (!accept("(")) return parseOne();
    const body: Statement[] = [];
    while (!accept(")")) {
      if (!accept(";")) body.push(parseOne());
    }
    return { kind: "block", body };
  };

  const parseStatement = (): Statement => {
    if (accept("var") || accept("const")) return parseDeclared();
    if (accept("if")) return parseIf();
    if (accept("for")) return parseFor();
    if (isMark("switch") || isMark("select")) return skipBody(next().text);
    if (accept("return")) {
      return { kind: "return", values: isMark(";") || isMark("}") ? [] : parseExpressions() };
    }
    if (isMark("break") || isMark("continue")) return { kind: "branch", word: next().text };
    // What is deferred is a test's tidying up.
    if (accept("defer")) {
      parseExpression();
      return { kind: "block", body: [] };
    }
    if (isMark("{")) return { kind: "block", body: parseBlock() };
    return parseSimple();
  };

  return { next, expect, parseStatement, parseSignatureAndBody };
}

function getTypeName(value: Expression): string | undefined {
  if (value.kind === "name") return value.name;
  return value.kind === "select" && value.of.kind === "name" ? `${value.of.name}.${value.name}` : undefined;
}

function getValue(statement: Statement): Expression {
  if (statement.kind === "expression") return statement.value;
  throw new SyntaxError("a condition is expected");
}
