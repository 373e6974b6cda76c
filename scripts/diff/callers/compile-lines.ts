import ts from "typescript";

// Where the compiler gives up, it has found no mistake.
const givenUp = new Set([2321, 2589, 2590]);

const options: ts.CompilerOptions = {
  lib: ["lib.es5.d.ts"], // what generated types use, and no more: the compiler reads it each time
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ESNext,
  types: [],
};

/**
 * Compiles lines of code. Returns for each line what the compiler says against it, from the message to the most exact one
 * below it; nothing where the line compiles, or where the declarations are no TypeScript.
 *
 * @param declarations the modules that the code imports, by their names
 */
export function compileLines(
  declarations: Readonly<Record<string, string>>,
  code: readonly string[],
): ReadonlyMap<number, readonly string[]> {
  const main = "/main.ts";
  const modules = Object.entries(declarations).map(([name, text]) => [`/${name}.d.ts`, text] as const);
  const program = createProgram(main, new Map([...modules, [main, code.join("\n")]]));
  const isReadable = modules.every(
    ([name]) => program.getSyntacticDiagnostics(program.getSourceFile(name)).length === 0,
  );
  const reasons = new Map<number, readonly string[]>();
  const diagnostics = isReadable ? program.getSemanticDiagnostics(program.getSourceFile(main)) : [];
  for (const { file, start = 0, code, messageText } of diagnostics) {
    const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
    const messages = listMessages(typeof messageText === "string" ? { code, messageText } : messageText);
    if (!reasons.has(line) && !messages.some((message) => givenUp.has(message.code))) {
      reasons.set(
        line,
        messages.map((message) => message.messageText),
      );
    }
  }
  return reasons;
}

const library = new Map<string, ts.SourceFile | undefined>();

/** A program of files that are in memory, and the compiler's own library, which is read once. */
function createProgram(main: string, texts: ReadonlyMap<string, string>): ts.Program {
  const host = ts.createCompilerHost(options);
  const readLibrary = host.getSourceFile;
  return ts.createProgram([main], options, {
    ...host,
    directoryExists: () => true,
    fileExists: (name) => texts.has(name),
    getCurrentDirectory: () => "/",
    readFile: (name) => texts.get(name),
    getSourceFile(name, target) {
      const text = texts.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, target);
      if (!library.has(name)) library.set(name, readLibrary(name, target));
      return library.get(name);
    },
  });
}

interface Message extends Pick<ts.DiagnosticMessageChain, "code" | "messageText"> {
  readonly next?: readonly Message[];
}

function listMessages(message: Message): Message[] {
  const [below] = message.next ?? [];
  return [message, ...(below === undefined ? [] : listMessages(below))];
}
