import { nameBranches } from "@run-summary/contract/cases";
import ts from "typescript";
import { createFacts, createValueFacts, type Fact, type View } from "./fact.ts";

/** Types have no limits, and say nothing about security. */
export const viewFromTypes: View = ({ subject, attribute, value }) => {
  if (subject.some(isNumbered)) return undefined;
  if (attribute === "type")
    return [...new Set(value.split(" or ").map((type) => (type === "integer" ? "number" : type)))].join(" or ");
  if (subject.length === 0) return ["operationId", "method", "path"].includes(attribute) ? value : undefined;
  if (attribute === "values") {
    const values = value.split(", ");
    // `true | false` is the type `boolean`.
    const isBoolean = (one: string) => one === "false" || one === "true";
    const shown = values.filter(isBoolean).length > 1 ? values.filter((one) => !isBoolean(one)) : values;
    return shown.join(", ") || undefined;
  }
  return ["in", "media types", "nullable", "read-only", "required"].includes(attribute) ? value : undefined;
};

/** The file with the declarations of the types' package. */
export function findTypesFile(): string {
  const options = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const { resolvedModule } = ts.resolveModuleName("@run-summary/types", import.meta.filename, options, ts.sys);
  if (resolvedModule === undefined) throw new Error("There are no types. Run `npm run generate`.");
  return resolvedModule.resolvedFileName;
}

/** What the generated types say, as TypeScript's compiler reads them. */
export function readTypesFacts(file: string): Fact[] {
  const program = ts.createProgram([file], { lib: ["lib.es5.d.ts"], strict: true, types: [] });
  const reader = createReader(program.getTypeChecker());
  const paths = program
    .getSourceFile(file)
    ?.statements.filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === "paths");
  if (paths === undefined) throw new Error(`${file} has no interface \`paths\`. Run \`npm run generate\`.`);
  return reader
    .listMembers(paths)
    .flatMap((path) =>
      path.members
        .filter(({ name, members }) => name !== "parameters" && members.length > 0)
        .flatMap((operation) => listOperationFacts(path.name, operation)),
    );
}

/** A property of a type, with what TypeScript knows about it. */
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
  /** The alternatives of a union of objects. */
  readonly branches: readonly Member[];
}

function listOperationFacts(path: string, operation: Member): Fact[] {
  const operationId = operation.key ?? `${operation.name} ${path}`;
  const parts = indexMembers(operation);
  const listContentFacts = (subject: string, part: Member | undefined) => {
    const media = indexMembers(part).content?.members ?? [];
    return [
      ...createFacts(operationId, [subject], { "media types": media.map(({ name }) => name).join(", ") || "none" }),
      ...media.flatMap((type) => listMemberFacts(operationId, [subject], type)),
    ];
  };
  const { requestBody } = parts;
  return [
    ...createFacts(operationId, [], { operationId, method: operation.name, path }),
    ...(parts.parameters?.members ?? []).flatMap((location) =>
      location.members.flatMap((parameter) => [
        ...createFacts(operationId, ["parameter", parameter.name], { in: location.name }),
        ...listMemberFacts(operationId, ["parameter", parameter.name], parameter, !parameter.isOptional),
      ]),
    ),
    ...(requestBody === undefined || requestBody.members.length === 0
      ? []
      : [
          ...createFacts(operationId, ["body"], { required: !requestBody.isOptional }),
          ...listContentFacts("body", requestBody),
        ]),
    ...(parts.responses?.members ?? []).flatMap((response) => [
      ...listContentFacts(`response ${response.name}`, response),
      ...(indexMembers(response).headers?.members ?? []).flatMap((header) =>
        listMemberFacts(operationId, [`header ${response.name}`, header.name], header, !header.isOptional),
      ),
    ]),
  ];
}

function listMemberFacts(operation: string, subject: readonly string[], member: Member, required?: boolean): Fact[] {
  const { types, values, isReadonly, members, items, branches } = member;
  return [
    ...createValueFacts(operation, subject, { types, required, readOnly: isReadonly, values }),
    ...branches.flatMap((branch) => listMemberFacts(operation, [...subject, branch.name], branch)),
    ...members.flatMap((child) => listMemberFacts(operation, [...subject, child.name], child, !child.isOptional)),
    ...(items === undefined ? [] : listMemberFacts(operation, [...subject, "[]"], items)),
  ];
}

function indexMembers(member: Member | undefined): Record<string, Member | undefined> {
  return Object.fromEntries((member?.members ?? []).map((part) => [part.name, part]));
}

function createReader(checker: ts.TypeChecker): { listMembers(node: ts.Node): Member[] } {
  const readMember = (name: string, type: ts.Type, outer: readonly ts.Type[], symbol?: ts.Symbol): Member => {
    const alternatives = (type.isUnion() ? type.types : [type]).filter(
      ({ flags }) => !(flags & ts.TypeFlags.Undefined),
    );
    const others = alternatives.filter(({ flags }) => !(flags & ts.TypeFlags.Null));
    const objects = others.filter(({ flags }) => flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection));
    const [object, ...otherObjects] = objects;
    const isUnion = otherObjects.length > 0;
    const isArray = !isUnion && object !== undefined && checker.isArrayType(object);
    const [item] = isArray ? checker.getTypeArguments(object as ts.TypeReference) : [];
    const isInsideItself = object === undefined || outer.includes(object);
    const inside = object === undefined ? outer : [...outer, object];
    return {
      name,
      isOptional: symbol !== undefined && (symbol.flags & ts.SymbolFlags.Optional) !== 0,
      isReadonly: symbol?.declarations?.some(isReadonly) ?? false,
      types: [...new Set(alternatives.map((one) => nameType(checker, one)))].filter((one) => one !== "any"),
      values: listLiterals(checker, others),
      key: symbol?.declarations?.map(readReferenceKey).find((key) => key !== undefined),
      members: isInsideItself || isArray || isUnion ? [] : listTypeMembers(object, inside),
      items: item && readMember("[]", item, inside),
      branches: isUnion ? listBranches(objects, outer) : [],
    };
  };
  // A union of the compiler has no order. So only branches that a property tells apart are known.
  const listBranches = (types: readonly ts.Type[], outer: readonly ts.Type[]): Member[] => {
    const branches = types.map((type) => readMember("", type, outer));
    const constants = branches.map(({ members }) => {
      const required = members.filter(({ isOptional, values }) => !isOptional && values?.length === 1);
      return Object.fromEntries(required.map((member) => [member.name, member.values?.[0]]));
    });
    return nameBranches(constants)
      .map((name, index) => ({ ...(branches[index] as Member), name }))
      .filter(({ name }) => !isNumbered(name));
  };
  const listTypeMembers = (type: ts.Type, outer: readonly ts.Type[]): Member[] =>
    checker
      .getPropertiesOfType(type)
      .map((symbol) => readMember(symbol.name, checker.getTypeOfSymbol(symbol), outer, symbol));
  return { listMembers: (node) => listTypeMembers(checker.getTypeAtLocation(node), []) };
}

/** The values where all types are literal, without those of `boolean`, which is the union of its two values. */
function listLiterals(checker: ts.TypeChecker, types: readonly ts.Type[]): unknown[] | undefined {
  const booleans = types.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
  const others = booleans.length > 1 ? types.filter((type) => !booleans.includes(type)) : types;
  const literals = others.flatMap((type): unknown[] => {
    if (type.isLiteral()) return [type.value];
    return booleans.includes(type) ? [checker.typeToString(type) === "true"] : [];
  });
  return literals.length > 0 && literals.length === others.length ? literals : undefined;
}

function isNumbered(name: string): boolean {
  return /^\(\d+\)$/.test(name);
}

function nameType(checker: ts.TypeChecker, type: ts.Type): string {
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

function readReferenceKey(declaration: ts.Declaration): string | undefined {
  const type = ts.isPropertySignature(declaration) ? declaration.type : undefined;
  const index =
    type && ts.isIndexedAccessTypeNode(type) && ts.isLiteralTypeNode(type.indexType) && type.indexType.literal;
  return index && ts.isStringLiteral(index) ? index.text : undefined;
}
