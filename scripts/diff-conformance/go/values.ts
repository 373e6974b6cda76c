// The values of a test's variables that are not JSON.

/** A statement or a value that the interpreter cannot read; the message is the reason. */
export class UnreadableError extends Error {}

/** A pointer to a text, a number or a boolean, which a spec has even where the value is Go's zero value. */
export class Pointer {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

export class Struct {
  readonly type: string;
  readonly fields: Record<string, unknown>;

  constructor(type: string, fields: Record<string, unknown>) {
    this.type = type;
    this.fields = fields;
  }
}

/** A value that decides nothing, such as a time or a text for people; its parts and results are opaque, too. */
export class Opaque {}

/** What a function returns that has several results. */
export class Results {
  readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.values = values;
  }
}

/** A level of oasdiff's findings. */
export type LevelName = "ERR" | "WARN" | "INFO" | "NONE";

export class Level {
  readonly name: LevelName;

  constructor(name: LevelName) {
    this.name = name;
  }
}
