import { formatPointer, getValue } from "../json-pointer.ts";
import { getReference } from "../reference.ts";
import { listReferences, listSourceFiles, readValue, resolveTarget } from "./files.ts";

/** A reference that leads, through other references alone, back to itself. */
export interface ReferenceCycle {
  /** The file that the reference is written in. */
  readonly file: string;
  readonly reference: string;
}

/** The first reference of a document's files that leads back to itself; `undefined` where there is none. */
export function findReferenceCycle(rootFile: string): ReferenceCycle | undefined {
  const values = new Map(listSourceFiles(rootFile).map((file) => [file, readValue(file)]));
  for (const [file, value] of values) {
    for (const reference of listReferences(value)) {
      const cycle = followReference(file, reference, values);
      if (cycle !== undefined) return cycle;
    }
  }
  return undefined;
}

function followReference(
  start: string,
  first: string,
  values: ReadonlyMap<string, unknown>,
): ReferenceCycle | undefined {
  const passed = new Set<string>();
  let file = start;
  for (let reference: string | undefined = first; reference !== undefined; ) {
    const target = resolveTarget(file, reference);
    if (target === undefined) return undefined;
    const id = `${target.file}#${formatPointer(target.keys)}`;
    if (passed.has(id)) return { file, reference };
    passed.add(id);
    file = target.file;
    reference = getReference(getValue(values.get(file), target.keys));
  }
  return undefined;
}
