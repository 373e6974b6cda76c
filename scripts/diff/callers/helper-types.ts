// How deep properties are compared. Each level has types of its own: the compiler does not look into a type that contains
// itself more than three times.
const levels = 8;

const names =
  "Member, Parts, Given, Some, Presence, Result, ErrorBody, Read, Kept, Sent, Taken, OldValues, NewValues, Set, Settable";

/** The line that imports the types which the checks use. */
export const importHelperTypes: string = `import type { ${names} } from "./Helpers.js";`;

/** The module with the types that the checks use. The compiler does not check it, which takes it longer than all checks. */
export function declareHelperTypes(): string {
  return [
    `export { ${names} };`,
    helperTypes,
    ...Array.from({ length: levels + 1 }, (_, level) => declareLevel(level === levels ? "" : level, level - 1)),
  ].join("\n");
}

const helperTypes = `
type Member<T, Name> = Name extends keyof T ? T[Name] : any;
// The parts by their names; none where the document has no such parts.
type Parts<T> = [NonNullable<T>] extends [never] ? {} : NonNullable<T>;
// Without what the types say is never there: the methods that a path does not have, and any path where there are none.
type Given<T> = { [N in keyof T as [NonNullable<T[N]>] extends [never] ? never : N]: T[N] };
type Some<T, Name> = Pick<T, Name & keyof T>;
type Presence<T> = { [N in keyof T]: unknown };

// What the client's methods return for some media types.
interface ReadableStream { readonly getReader: unknown }
type TextMediaType = \`application/json\${string}\` | \`application/\${string}+json\${string}\` | \`text/\${string}\`;
type Result<Content> = keyof Content extends never ? undefined
  : { [M in keyof Content]: M extends TextMediaType ? Content[M] : ReadableStream }[keyof Content];
type ErrorBody<Content> = Content[keyof Content];

type Items<T> = 0 extends 1 & T ? never : T extends readonly (infer Item)[] ? (Item extends readonly (infer Inner)[] ? Inner : Item) : T;
type Objects<T> = Extract<Items<T>, object>;

// The properties of all forms of a value together. Those that may have any name count as one with the name AnyName.
type AnyName = "[name: string]";
type Named<T> = { [N in keyof T as string extends N ? AnyName : N extends number ? (string extends keyof T ? never : N) : N]-?: T[N] };
type NameIn<T> = T extends unknown ? keyof Named<T> : never;
type ValueIn<T, Name> = T extends unknown ? (Name extends keyof Named<T> ? Named<T>[Name] : never) : never;
type Properties<T> = { [N in NameIn<Objects<T>> as N extends AnyName ? ([ValueIn<Objects<T>, N>] extends [never] ? never : N) : N]: ValueIn<Objects<T>, N> };

// A caller that reads an unknown property by any name learns nothing that it could use.
type ReadName<T> = keyof { [N in keyof Properties<T> as N extends AnyName ? (unknown extends Properties<T>[N] ? never : N) : N]: 1 };

// What may be sent: also under any name where the object is open.
type TakenName<T> = T extends unknown ? (string extends keyof T ? string : keyof T) : never;
type TakenValue<T, Name> = T extends unknown ? (Name extends keyof T ? T[Name] : never) : never;

type Literals<T> = T extends string ? (string extends T ? never : T) : T extends number ? (number extends T ? never : T) : T extends boolean ? T : never;
type Primitives<T> = unknown extends T ? unknown : Extract<T, string | number | boolean>;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type SettableName<T> = T extends unknown ? { [N in keyof Named<T>]: Same<Pick<Named<T>, N>, { -readonly [M in N]: Named<T>[N] }> extends true ? N : never }[keyof Named<T>] : never;
`;

function declareLevel(level: number | "", below: number): string {
  if (level === 0) {
    return ["Read", "Sent"]
      .map((name) => `type ${name}0<T> = {};`)
      .concat(
        ["Kept", "Taken", "OldValues", "NewValues", "Set", "Settable"].map((name) => `type ${name}0<Old, New> = {};`),
      )
      .join("\n");
  }
  return `
type Read${level}<T> = { [N in ReadName<T>]: Read${below}<Properties<T>[N]> };
type Kept${level}<Old, New> = unknown extends New ? Read${level}<Old>
  : { [N in ReadName<Old> & ReadName<New>]: Kept${below}<Properties<Old>[N], Properties<New>[N]> };

type Sent${level}<T> = { [N in keyof Properties<T>]: Sent${below}<Properties<T>[N]> };
type Taken${level}<Old, New> = unknown extends New ? Sent${level}<Old>
  : { [N in keyof Properties<Old> & TakenName<Objects<New>>]: Taken${below}<Properties<Old>[N], TakenValue<Objects<New>, N>> };

type OldValues${level}<Old, New> = Literals<Items<Old>> | ([Objects<Old>] extends [never] ? never
  : object & { [N in keyof Properties<Old> & keyof Properties<New>]: OldValues${below}<Properties<Old>[N], Properties<New>[N]> });
type NewValues${level}<Old, New> = unknown extends New ? unknown : Primitives<Items<New>> | ([Objects<New>] extends [never] ? never
  : object & { [N in keyof Properties<Old> & keyof Properties<New>]: NewValues${below}<Properties<Old>[N], Properties<New>[N]> });

type Set${level}<Old, New> = { [N in SettableName<Objects<Old>> & keyof Properties<New>]: Set${below}<Properties<Old>[N], Properties<New>[N]> };
type Settable${level}<Old, New> = { [N in SettableName<Objects<Old>> & keyof Properties<New>]:
  N extends SettableName<Objects<New>> ? Settable${below}<Properties<Old>[N], Properties<New>[N]> : "read-only" };`;
}
