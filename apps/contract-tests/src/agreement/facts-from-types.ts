import ts from "typescript";
import { type Fact, factsOf, factsOfValue, type View } from "./fact.ts";

/** A type has no bounds, and says nothing of security. */
export const typesSee: View = ({ subject, attribute, value }) => {
  if (attribute === "type")
    return [...new Set(value.split(" or ").map((type) => (type === "integer" ? "number" : type)))].join(" or ");
  if (subject.length === 0) return ["operationId", "method", "path"].includes(attribute) ? value : undefined;
  return ["in", "media types", "nullable", "read-only", "required", "values"].includes(attribute) ? value : undefined;
};

/** The declarations that the types' package gives to who imports it. */
export function typesFile(): string {
  const options = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const { resolvedModule } = ts.resolveModuleName("@run-summary/types", import.meta.filename, options, ts.sys);
  if (resolvedModule === undefined) throw new Error("The types are not there. Run `npm run generate`.");
  return resolvedModule.resolvedFileName;
}

/** What the generated types say, as TypeScript's compiler reads them. */
export function factsFromTypes(file: string): Fact[] {
  const program = ts.createProgram([file], { lib: ["lib.es5.d.ts"], strict: true, types: [] });
  const reader = createReader(program.getTypeChecker());
  const paths = program
    .getSourceFile(file)
    ?.statements.filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === "paths");
  if (paths === undefined) throw new Error(`${file} has no interface \`paths\`. Run \`npm run generate\`.`);
  return reader
    .membersOf(paths)
    .flatMap((path) =>
      path.members
        .filter(({ name, members }) => name !== "parameters" && members.length > 0)
        .flatMap((operation) => factsOfOperation(path.name, operation)),
    );
}

/** A property of a type, with what TypeScript knows of it. */
interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  readonly isReadonly: boolean;
  readonly types: readonly string[];
  readonly values: readonly unknown[] | undefined;
  /** The key of the type that it refers to: `getRunSummary` for `operations["getRunSummary"]`. */
  readonly key: string | undefined;
  readonly members: readonly Member[];
  readonly items: Member | undefined;
}

function factsOfOperation(path: string, operation: Member): Fact[] {
  const operationId = operation.key ?? `${operation.name} ${path}`;
  const parts = partsOf(operation);
  const content = (place: string, part: Member | undefined) => {
    const media = partsOf(part).content?.members ?? [];
    return [
      ...factsOf(operationId, [place], { "media types": media.map(({ name }) => name).join(", ") || "none" }),
      ...media.flatMap((type) => factsOfMember(operationId, [place], type)),
    ];
  };
  const { requestBody } = parts;
  return [
    ...factsOf(operationId, [], { operationId, method: operation.name, path }),
    ...(parts.parameters?.members ?? []).flatMap((place) =>
      place.members.flatMap((parameter) => [
        ...factsOf(operationId, ["parameter", parameter.name], { in: place.name }),
        ...factsOfMember(operationId, ["parameter", parameter.name], parameter, !parameter.isOptional),
      ]),
    ),
    ...(requestBody === undefined || requestBody.members.length === 0
      ? []
      : [...factsOf(operationId, ["body"], { required: !requestBody.isOptional }), ...content("body", requestBody)]),
    ...(parts.responses?.members ?? []).flatMap((response) => [
      ...content(`answer ${response.name}`, response),
      ...(partsOf(response).headers?.members ?? []).flatMap((header) =>
        factsOfMember(operationId, [`header ${response.name}`, header.name], header, !header.isOptional),
      ),
    ]),
  ];
}

function factsOfMember(operation: string, subject: readonly string[], member: Member, required?: boolean): Fact[] {
  const { types, values, isReadonly, members, items } = member;
  return [
    ...factsOfValue(operation, subject, { types, required, readOnly: isReadonly, values }),
    ...members.flatMap((child) => factsOfMember(operation, [...subject, child.name], child, !child.isOptional)),
    ...(items === undefined ? [] : factsOfMember(operation, [...subject, "[]"], items)),
  ];
}

function partsOf(member: Member | undefined): Record<string, Member | undefined> {
  return Object.fromEntries((member?.members ?? []).map((part) => [part.name, part]));
}

function createReader(checker: ts.TypeChecker): { membersOf(node: ts.Node): Member[] } {
  const memberOf = (name: string, type: ts.Type, around: readonly ts.Type[], symbol?: ts.Symbol): Member => {
    const alternatives = (type.isUnion() ? type.types : [type]).filter(
      ({ flags }) => !(flags & ts.TypeFlags.Undefined),
    );
    const literals = alternatives.flatMap((one) => (one.isLiteral() ? [one.value] : []));
    const object = alternatives.find(({ flags }) => flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection));
    const isArray = object !== undefined && checker.isArrayType(object);
    const [item] = isArray ? checker.getTypeArguments(object as ts.TypeReference) : [];
    const isInsideItself = object === undefined || around.includes(object);
    const inside = object === undefined ? around : [...around, object];
    return {
      name,
      isOptional: symbol !== undefined && (symbol.flags & ts.SymbolFlags.Optional) !== 0,
      isReadonly: symbol?.declarations?.some(isReadonly) ?? false,
      types: [...new Set(alternatives.map((one) => nameOf(checker, one)))].filter((one) => one !== "any"),
      values: literals.length > 0 ? literals : undefined,
      key: symbol?.declarations?.map(keyOfReference).find((key) => key !== undefined),
      members: isInsideItself || isArray ? [] : membersOfType(object, inside),
      items: item && memberOf("[]", item, inside),
    };
  };
  const membersOfType = (type: ts.Type, around: readonly ts.Type[]): Member[] =>
    checker
      .getPropertiesOfType(type)
      .map((symbol) => memberOf(symbol.name, checker.getTypeOfSymbol(symbol), around, symbol));
  return { membersOf: (node) => membersOfType(checker.getTypeAtLocation(node), []) };
}

function nameOf(checker: ts.TypeChecker, type: ts.Type): string {
  if (type.flags & ts.TypeFlags.Null) return "null";
  if (type.flags & ts.TypeFlags.StringLike) return "string";
  if (type.flags & ts.TypeFlags.NumberLike) return "number";
  if (type.flags & ts.TypeFlags.BooleanLike) return "boolean";
  if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))
    return checker.isArrayType(type) ? "array" : "object";
  return "any";
}

function isReadonly(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0;
}

function keyOfReference(declaration: ts.Declaration): string | undefined {
  const type = ts.isPropertySignature(declaration) ? declaration.type : undefined;
  const index =
    type && ts.isIndexedAccessTypeNode(type) && ts.isLiteralTypeNode(type.indexType) && type.indexType.literal;
  return index && ts.isStringLiteral(index) ? index.text : undefined;
}
