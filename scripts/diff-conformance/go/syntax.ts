// The part of Go's syntax that the tests use.

/** A type: `[]string` has the name `[]` and the element `string`, `struct{ name string }` has the name `struct`. */
export interface GoType {
  readonly name: string;
  readonly element?: GoType;
  /** The names of a struct's fields. */
  readonly fields?: readonly string[];
}

export interface GoFunction {
  readonly parameters: readonly string[];
  /** Whether the last parameter takes all further arguments. */
  readonly isVariadic: boolean;
  readonly body: readonly Statement[];
}

export type Expression =
  | { readonly kind: "literal"; readonly value: string | number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "type"; readonly type: GoType }
  | { readonly kind: "select"; readonly of: Expression; readonly name: string }
  | { readonly kind: "assert"; readonly of: Expression }
  | { readonly kind: "index"; readonly of: Expression; readonly index: Expression }
  | { readonly kind: "slice"; readonly of: Expression; readonly from?: Expression; readonly to?: Expression }
  | {
      readonly kind: "call";
      readonly callee: Expression;
      readonly args: readonly Expression[];
      /** Whether the last argument is a list of arguments. */
      readonly isSpread: boolean;
    }
  | {
      readonly kind: "composite";
      /** `undefined` for an element of a list or a map, which has their element's type. */
      readonly type: GoType | undefined;
      readonly entries: readonly { readonly key?: Expression; readonly value: Expression }[];
    }
  | { readonly kind: "function"; readonly value: GoFunction }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression };

export type Statement =
  | { readonly kind: "expression"; readonly value: Expression }
  | {
      readonly kind: "assign";
      readonly targets: readonly Expression[];
      /** `:=` declares the targets. */
      readonly operator: string;
      readonly values: readonly Expression[];
    }
  | { readonly kind: "block"; readonly body: readonly Statement[] }
  | {
      readonly kind: "if";
      readonly before?: Statement;
      readonly condition: Expression;
      readonly then: readonly Statement[];
      readonly otherwise?: Statement;
    }
  | {
      readonly kind: "range";
      readonly targets: readonly Expression[];
      readonly of: Expression;
      readonly body: readonly Statement[];
    }
  | { readonly kind: "return"; readonly values: readonly Expression[] }
  | { readonly kind: "branch"; readonly word: string }
  /** A statement that the interpreter does not run, such as `switch`. */
  | { readonly kind: "other"; readonly word: string };
