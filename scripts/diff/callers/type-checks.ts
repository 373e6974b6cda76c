import type { BrokenCode } from "./broken-code.ts";

/** Lines of code that compile where the code of callers does. The first that does not compile says why. */
export interface TypeCheck extends Pick<BrokenCode, "operation" | "part"> {
  readonly lines: readonly Line[];
  /** What to say beside what the compiler says. */
  readonly note?: string;
}

export interface Line {
  readonly code: string;
  /** Which document the type comes from that has to fit the other one's. */
  readonly source: "old" | "new";
}

/** The type of a member of a type; `any`, about which nothing is checked, where the type has no such member. */
export function member(type: string, ...keys: readonly string[]): string {
  return keys.reduce((above, key) => `Member<${above}, ${quote(key)}>`, type);
}

/** A name as a literal type in one line: as the generated types have it, which write `200` as a number. */
export function quote(name: string): string {
  if (/^(?:0|[1-9]\d{0,14})$/.test(name)) return name;
  return JSON.stringify(name).replace(/[\u2028\u2029]/g, (separator) => `\\u${separator.charCodeAt(0).toString(16)}`);
}

/** Whether a type of the new document has a member. */
export function checkMember(type: string, key: string): Line {
  return { code: `null! as ${type}[${quote(key)}];`, source: "new" };
}

/** Whether each value that callers have is of the type that is needed now. */
export function checkForward(old: string, next: string): Line {
  return { code: `{ const sent: ${next} = null! as ${old}; }`, source: "old" };
}

/** Whether each value that callers get now is of the type that they got. */
export function checkBackward(old: string, next: string): Line {
  return { code: `{ const received: ${old} = null! as ${next}; }`, source: "new" };
}

/** Whether what callers send is taken: its values, each of its properties, and code that sets the properties one by one. */
export function checkSent(old: string, next: string): Line[] {
  return [
    checkForward(old, next),
    checkBackward(`Sent<${old}>`, `Taken<${old}, ${next}>`),
    checkForward(`Set<${old}, ${next}>`, `Settable<${old}, ${next}>`),
  ];
}

/** Whether callers can read what they receive: its values, each of its properties, and the literals to compare them with. */
export function checkReceived(old: string, next: string): Line[] {
  return [
    checkBackward(old, next),
    checkBackward(`Read<${old}>`, `Kept<${old}, ${next}>`),
    checkForward(`OldValues<${old}, ${next}>`, `NewValues<${old}, ${next}>`),
  ];
}
