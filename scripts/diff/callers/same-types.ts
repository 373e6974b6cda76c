import ts from "typescript";

/** Whether what these keys lead to, such as `components`, `schemas` and a name, is the same in both documents. */
export type IsSame = (...keys: readonly string[]) => boolean;

/** A component, an operation with an id or an operation of a path. */
interface Part {
  readonly text: string;
  /** The names of the parts that it refers to. */
  readonly references: readonly string[];
}

/**
 * Finds the components and operations whose types are written in the same way, but for comments, with all that they refer to.
 * They are not checked, and there are many in a large document.
 */
export function compareTypes(old: string, next: string): IsSame {
  const oldParts = listParts(old);
  const newParts = listParts(next);
  const users = new Map<string, string[]>();
  const changed: string[] = [];
  for (const [name, { text, references }] of newParts) {
    if (oldParts.get(name)?.text !== text) changed.push(name);
    for (const reference of references) {
      const others = users.get(reference);
      if (others === undefined) users.set(reference, [name]);
      else others.push(name);
    }
  }
  const same = new Set(newParts.keys());
  for (let name = changed.pop(); name !== undefined; name = changed.pop()) {
    if (same.delete(name)) changed.push(...(users.get(name) ?? []));
  }
  return (...keys) => same.has(formatName(keys));
}

function listParts(text: string): ReadonlyMap<string, Part> {
  const file = ts.createSourceFile("types.d.ts", text, ts.ScriptTarget.ESNext);
  const printer = ts.createPrinter({ removeComments: true });
  const parts = new Map<string, Part>();
  const add = (members: readonly ts.TypeElement[], above: readonly string[]) => {
    for (const { name, type } of members.filter(ts.isPropertySignature)) {
      const keys = [...above, readName(name)];
      if (keys.length < countKeys(keys) && type !== undefined && ts.isTypeLiteralNode(type)) add(type.members, keys);
      else if (type !== undefined) {
        const references = new Set<string>();
        collectReferences(type, references);
        const part = { text: printer.printNode(ts.EmitHint.Unspecified, type, file), references: [...references] };
        parts.set(formatName(keys), part);
      }
    }
  };
  for (const statement of file.statements.filter(ts.isInterfaceDeclaration)) {
    add(statement.members, [statement.name.text]);
  }
  return parts;
}

function collectReferences(node: ts.Node, references: Set<string>): void {
  const keys = readKeys(node);
  if (keys.length > 1) references.add(formatName(keys.slice(0, countKeys(keys))));
  else ts.forEachChild(node, (child) => collectReferences(child, references));
}

/** The keys of a type such as `components["schemas"]["Thing"]`; none for another type. */
function readKeys(node: ts.Node): string[] {
  if (ts.isTypeReferenceNode(node)) return ts.isIdentifier(node.typeName) ? [node.typeName.text] : [];
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isLiteralTypeNode(node.indexType)) return [];
  const above = readKeys(node.objectType);
  const { literal } = node.indexType;
  return above.length > 0 && ts.isLiteralExpression(literal) ? [...above, literal.text] : [];
}

/** How many keys lead to a part: operations stand side by side, the others in groups. */
function countKeys([root]: readonly string[]): number {
  return root === "operations" ? 2 : 3;
}

function readName(name: ts.PropertyName): string {
  return ts.isComputedPropertyName(name) ? "" : name.text;
}

function formatName(keys: readonly string[]): string {
  return JSON.stringify(keys);
}
