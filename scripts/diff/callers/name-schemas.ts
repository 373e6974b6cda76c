import ts from "typescript";

/**
 * The same types, with a name for the type of each schema. The compiler writes types without a name at full length into its
 * messages, which takes minutes where many schemas refer to each other.
 */
export function nameSchemas(types: string): string {
  const file = ts.createSourceFile("types.d.ts", types, ts.ScriptTarget.ESNext);
  const schemas = file.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text === "components")
    .flatMap(({ members }) => listProperties(members))
    .filter(({ name }) => name.getText(file) === "schemas")
    .flatMap(({ type }) => (type !== undefined && ts.isTypeLiteralNode(type) ? listProperties(type.members) : []))
    .flatMap(({ name, type }) => (type === undefined ? [] : [{ name: name.getText(file), type }]));
  let end = 0;
  const parts: string[] = [];
  const declarations: string[] = [];
  schemas.forEach(({ name, type }, index) => {
    const alias = `Schema${index}_${name.replace(/\W/g, "_")}`;
    parts.push(types.slice(end, type.pos), ` ${alias}`);
    declarations.push(`type ${alias} =${types.slice(type.pos, type.end)};`);
    end = type.end;
  });
  return [...parts, types.slice(end), "\n", ...declarations].join("");
}

function listProperties(members: ts.NodeArray<ts.TypeElement>): ts.PropertySignature[] {
  return members.filter(ts.isPropertySignature);
}
