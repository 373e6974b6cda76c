import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { listNamedTypes } from "@run-summary/contract-tests/upstream";
import { listOperations, type OpenApiDocument } from "@run-summary/openapi";
import { displayPath, upstreamFolder } from "@run-summary/spec";
import { bundleSource } from "@run-summary/spec/source";
import {
  addNotes,
  createUpstreamDocument,
  cutUpstream,
  readUpstream,
  resolvePath,
  type Snapshot,
  snapshotFiles,
  type Upstream,
  UpstreamError,
} from "@run-summary/upstream";
import { compareDocuments } from "../diff/compare/compare-documents.ts";
import { describeEffect } from "../diff/report.ts";
import { isAddress, type Origins, readOrigin } from "./download.ts";

const folder = displayPath(upstreamFolder);

/**
 * Writes a new snapshot of what Microsoft publishes about the spec's operations.
 *
 * @returns what has changed at Microsoft since the old one, in the words of change control
 * @throws {UpstreamError} where a file cannot be read, or lacks what the spec is about. Then the snapshot stays as it is.
 */
export async function updateSnapshot(origins: Origins, seconds: number): Promise<string> {
  const document = await bundleSource();
  const old = await readOldSnapshot();
  const texts = await readTexts(origins, old?.texts, seconds);
  const upstream = readUpstream(texts, { ...snapshotFiles, ...origins });
  const gone = findGone(document, upstream, old?.upstream);
  if (gone !== undefined) {
    throw new UpstreamError(
      `${gone} The snapshot stays as it is. If Microsoft has renamed or removed it, do the same in spec/, and fetch again.`,
    );
  }
  const cut = (from: Upstream) => cutUpstream(from, listPaths(document), listNamedTypes(document));
  const [before, after] = [old && cut(old.upstream), cut(upstream)];
  if (before?.metadata === after.metadata && before.permissions === after.permissions)
    return "Nothing has changed at Microsoft since the snapshot.";
  await writeSnapshot(after, origins, old?.texts);
  const changes =
    old === undefined
      ? ["There was no snapshot to compare with.", ""]
      : await listChanges(document, old.upstream, upstream);
  return [...changes, `wrote ${folder}. \`npm run upstream\` says what the spec has to follow.`].join("\n");
}

interface OldSnapshot {
  readonly texts: Snapshot;
  readonly upstream: Upstream;
}

async function readOldSnapshot(): Promise<OldSnapshot | undefined> {
  try {
    const [metadata = "", permissions = ""] = await Promise.all(
      Object.values(snapshotFiles).map((name) => readFile(join(upstreamFolder, name), "utf8")),
    );
    const texts = { metadata, permissions };
    return { texts, upstream: readUpstream(texts, snapshotFiles) };
  } catch {
    return undefined;
  }
}

async function readTexts(origins: Origins, old: Snapshot | undefined, seconds: number): Promise<Snapshot> {
  const read = async (name: keyof Snapshot) => {
    const text = origins[name] === undefined ? old?.[name] : await readOrigin(origins[name], seconds);
    if (text === undefined)
      throw new UpstreamError(`${folder} has no ${snapshotFiles[name]}. Name both files, or use --fetch.`);
    return text;
  };
  return { metadata: await read("metadata"), permissions: await read("permissions") };
}

function listPaths(document: OpenApiDocument): string[] {
  return [...new Set(listOperations(document).map(({ path }) => path))];
}

/** What the spec is about and the new metadata lacks, though the old one has it; `undefined` where nothing is gone. */
function findGone(document: OpenApiDocument, { metadata }: Upstream, old: Upstream | undefined): string | undefined {
  for (const path of listPaths(document)) {
    const before = old && resolvePath(old.metadata, path).target;
    const { target } = resolvePath(metadata, path);
    if (before?.kind === "unknown") continue;
    if (target.kind === "unknown") return `${path}: the new metadata has no ${target.segment} in ${target.parent}.`;
    const isLost =
      target.kind === "resource" && !target.type.startsWith("Edm.") && metadata.findType(target.type) === undefined;
    if (isLost) return `${path}: the new metadata has no type ${target.type}.`;
  }
  const lost = listNamedTypes(document).find(
    (name) => metadata.findType(name) === undefined && old?.metadata.findType(name) !== undefined,
  );
  return lost && `The new metadata has no type ${lost}, which the spec names.`;
}

async function writeSnapshot(snapshot: Snapshot, origins: Origins, old: Snapshot | undefined): Promise<void> {
  const [date = ""] = new Date().toISOString().split("T");
  const describe = (name: keyof Snapshot, note = "") => {
    const origin = origins[name];
    // A path is one of this machine.
    return origin === undefined
      ? note
      : `From ${isAddress(origin) ? origin : basename(origin)} on ${date}, what is about the paths of the spec.`;
  };
  const noted = addNotes(snapshot, {
    metadata: describe("metadata", old?.metadata.split("<!--")[1]?.split("-->")[0]?.trim()),
    permissions: describe("permissions", (JSON.parse(old?.permissions ?? "{}") as { $comment?: string }).$comment),
  });
  await mkdir(upstreamFolder, { recursive: true });
  await writeFile(join(upstreamFolder, snapshotFiles.metadata), noted.metadata);
  await writeFile(join(upstreamFolder, snapshotFiles.permissions), noted.permissions);
}

async function listChanges(document: OpenApiDocument, old: Upstream, next: Upstream): Promise<string[]> {
  const changes = await compareDocuments(createUpstreamDocument(old, document), createUpstreamDocument(next, document));
  if (changes.length === 0) return ["Nothing has changed that callers would notice.", ""];
  return changes.flatMap((change) => [
    `${change.where}: ${change.what}`,
    `  ${change.bump}, ${describeEffect(change)}`,
    "",
  ]);
}
