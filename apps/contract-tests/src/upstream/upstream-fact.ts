import type { FactName } from "@run-summary/contract/cases";

/** A fact that both the spec and Microsoft's published files know, and what each of them says. */
export interface UpstreamFact extends FactName {
  /** The operationId; the method and the path where the spec has no such operation. */
  readonly operation: string;
  readonly spec: string;
  readonly microsoft: string;
  /** The name of the fact in `x-upstream`. */
  readonly name: string;
  /** The keys of the part that says it: an operation, a path, or the schema of a body. */
  readonly keys: readonly string[];
  /** What leads from the schema of a body to the schema that says it. */
  readonly names: readonly string[];
}

/** What a source says about a fact that it should know and does not, and the spec about one that only others know. */
export const missing = "missing";
