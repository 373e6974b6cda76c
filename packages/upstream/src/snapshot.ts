import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cutMetadata } from "./cut-metadata.ts";
import { type Metadata, readMetadata } from "./metadata.ts";
import { cutPermissions, type PermissionsFile, readPermissions } from "./permissions.ts";
import { UpstreamError } from "./upstream-error.ts";

/** What Microsoft publishes about the API. */
export interface Upstream {
  readonly metadata: Metadata;
  readonly permissions: PermissionsFile;
}

/** The names of the two files of a snapshot. */
export const snapshotFiles = { metadata: "metadata.xml", permissions: "permissions.json" } as const;

/** A text for each of the two files. */
export type Snapshot = Readonly<Record<keyof typeof snapshotFiles, string>>;

/**
 * Reads the two files from their texts.
 *
 * @param names how messages call the files
 * @throws {UpstreamError} where one of them is something else.
 */
export function readUpstream(texts: Snapshot, names: Snapshot): Upstream {
  return {
    metadata: explain(names.metadata, () => readMetadata(texts.metadata)),
    permissions: explain(names.permissions, () => readPermissions(texts.permissions)),
  };
}

/**
 * Reads the snapshot in a folder.
 *
 * @throws {UpstreamError} where a file of it is missing, or is something else.
 */
export function readSnapshot(folder: string): Upstream {
  try {
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    const texts = { metadata: read(snapshotFiles.metadata), permissions: read(snapshotFiles.permissions) };
    return readUpstream(texts, snapshotFiles);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "A file is missing." : message;
    throw new UpstreamError(
      `The snapshot of what Microsoft publishes cannot be read. ${reason} Restore it, or write a new one: npm run upstream -- --fetch`,
      { cause: error },
    );
  }
}

function explain<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new UpstreamError(`${name}: ${(error as Error).message}`, { cause: error });
  }
}

/** What is said about some paths and types, as the texts of the two files, without a note of where it is from. */
export function cutUpstream(
  { metadata, permissions }: Upstream,
  paths: readonly string[],
  types: readonly string[],
): Snapshot {
  return {
    metadata: cutMetadata(metadata, paths, types),
    permissions: JSON.stringify(cutPermissions(permissions, paths), undefined, 2),
  };
}

/** The two texts with notes of where they are from. */
export function addNotes({ metadata, permissions }: Snapshot, notes: Snapshot): Snapshot {
  const note = notes.metadata.replaceAll("--", "- -"); // which would end the comment
  const file = { $comment: notes.permissions, ...(JSON.parse(permissions) as PermissionsFile) };
  return {
    metadata: `<?xml version="1.0" encoding="utf-8"?>\n<!-- ${note} -->\n${metadata}`,
    permissions: `${JSON.stringify(file, undefined, 2)}\n`,
  };
}
