import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { repository } from "../shared/repository.ts";

/** An edit of a generated file that makes one thing wrong. */
export interface ArtifactMutant {
  readonly artifact: "types" | "client";
  /** What is wrong. */
  readonly name: string;
  /** The folder of the repository that holds the artifact. */
  readonly folder: string;
  /** The file in the folder. */
  readonly file: string;
  readonly from: RegExp | string;
  readonly to: string;
}

type Edit = readonly [name: string, from: RegExp | string, to: string];

// The edits match the form of the generated files only. Their content comes from the spec.
const types: readonly Edit[] = [
  ["a read-only property can be written", /readonly ("?\w+"?: )/, "$1"],
  ["a property of a response is renamed", /(readonly "?\w+)("?: )/, "$1s$2"],
  ["a property may not be null", / \| null;/, ";"],
  ["a number is a string", /\?: number;/, "?: string;"],
  ["a property may be null", /\?: number;/, "?: number | null;"],
  ["a string may be anything", /(readonly "?\w+"?): string;/, "$1: unknown;"],
  ["a constant is any string", /\?: "[^"]+";/, "?: string;"],
  ["a property has to be sent", /\?: number;/, ": number;"],
  ["a property may be missing", /(readonly "?\w+"?): string;/, "$1?: string;"],
  ["a property is missing", /\n +\w+\?: number;/, ""],
  ["there is another property", /(\n +)(\w+\?: number;)/, "$1unheardOf?: number;$1$2"],
  ["a status is another", /\n( +)4(\d\d): /, "\n$13$2: "],
  ["a range of statuses is another", /"\dXX": /, '"2XX": '],
  ["a media type is another", '"application/json": ', '"text/json": '],
  ["a header may be missing", /(headers: \{\s+\/\*\*[\s\S]*?\*\/\s+"[\w-]+"): string;/, "$1?: string;"],
  ["a header is always there", /(headers: \{[^}]*"[\w-]+")\?: string;/, "$1: string;"],
  [
    "a parameter may be missing",
    /(interface operations \{[\s\S]*?path: \{\s+(?:\/\*\*[\s\S]*?\*\/\s+)?\w+): /,
    "$1?: ",
  ],
  ["a parameter is in another location", /(interface operations \{[\s\S]*?)header\?: \{/, "$1cookie?: {"],
  ["the body may be missing", "requestBody: {", "requestBody?: {"],
  ["a path is another", /\n( +)"\/(\w+)\//, '\n$1"/$2s/'],
  ["a method is another", /\n( +)(?!get|put)\w+: operations/, "\n$1put: operations"],
];

const operations: readonly Edit[] = [
  ["another method is sent", /method: "(?!GET|PUT)\w+"/, 'method: "PUT"'],
  ["another path is called", /path: "\/(\w+)/, 'path: "/$1s'],
  ["a header parameter has another name", /headers: \["([\w-]+)"/, 'headers: ["$1s"'],
  ["a header parameter is not sent", /headers: \["[\w-]+",/, "headers: ["],
  ["a method has another name", /export const (\w+):/, "export const $1Now:"],
  ["a method is missing", /export const (\w+): /, "const $1: "],
  ["a body may be missing", "isRequired: true, ", ""],
  ["a body is not checked", /check: schemas\.\w+/, "check: () => []"],
  ["a body has another media type", 'mediaType: "application/json"', 'mediaType: "text/plain"'],
];

const servers: readonly Edit[] = [["a cloud is elsewhere", /("\w+": "https:\/\/)(\w)/, "$1not-$2"]];

const schemaChecks: readonly Edit[] = [
  ["a limit is one more", /maximum\((\d+)7\)/, "maximum($18)"],
  ["a limit is one less", /maximum\((\d+)7\)/, "maximum($16)"],
  ["a lower limit is not checked", /, check\.minimum\(-\d+\)/, ""],
  ["an integer may be a fraction", "check.all(check.integer", "check.all(check.number"],
  ["null is rejected", "check.nullable(", "check.all("],
  ["null is accepted", "check.all(check.integer, check.minimum(-2147483648), check.maximum(2147483647))", "check.any"],
  ["anything may be written", ", check.forbidden)", ", check.any)"],
  ["a constant is another", /constant\("([^"]+)"\)/, 'constant("$1s")'],
  // Not one that is required: it may tell the branches of a union apart, and then its own check never fails.
  [
    "a constant may be anything",
    /("[^"]+"): check\.all\(check\.string, check\.constant\("[^"]+"\)\)(?!.*\[[^\]]*\1)/,
    "$1: check.string",
  ],
  ["a property may not be written", /"[^"]+": check\.all\(check\.integer, [^)]*\), [^)]*\)\), /, ""],
  ["a pattern is not checked", /check\.pattern\("(?:[^"\\]|\\.)*"\), /, ""],
  ["a date is not checked", ", check.dateTime)", ")"],
  // Not one name alone: it may be that of a discriminator, which is missed in any case.
  ["no property of a response is required", /, \["[^\]"]+",[^\]]+\]\)/, ", [])"],
];

const responseChecks: readonly Edit[] = [["a response is not checked", /: schemas\.\w+,/, ": check.any,"]];

const clientFolder = "packages/client/src";

function createMutants(
  artifact: ArtifactMutant["artifact"],
  folder: string,
  file: string,
  edits: readonly Edit[],
): ArtifactMutant[] {
  return edits.map(([name, from, to]) => ({ artifact, name, folder, file, from, to }));
}

/** Mistakes in the generated types and in the client's generated files. */
export const artifactMutants: readonly ArtifactMutant[] = [
  ...createMutants("types", "packages/types/generated", "index.d.ts", types),
  ...createMutants("client", clientFolder, "generated/operations.gen.ts", operations),
  ...createMutants("client", clientFolder, "generated/servers.gen.ts", servers),
  ...createMutants("client", clientFolder, "generated/schema-checks.gen.ts", schemaChecks),
  ...createMutants("client", clientFolder, "generated/response-checks.gen.ts", responseChecks),
];

export function formatArtifactName({ name, file }: ArtifactMutant): string {
  return `${name}: ${basename(file)}`;
}

/**
 * The text of a file with the mutant's edit.
 *
 * @throws {Error} where the edit matches nothing.
 */
export function createMutantText({ name, file, from, to }: ArtifactMutant, text: string): string {
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`The mutant "${name}" finds nothing to change in ${file}: correct it.`);
  return edited;
}

/** The text of the mutant's file as it is. */
export function readArtifact({ folder, file }: ArtifactMutant): Promise<string> {
  return readFile(join(repository, folder, file), "utf8");
}

/** The mutants whose edit changes something: a spec without PATCH, for example, gives no checks of bodies. */
export async function listApplicableMutants(): Promise<ArtifactMutant[]> {
  const texts = await Promise.all(artifactMutants.map(readArtifact));
  return artifactMutants.filter(({ from, to }, index) => texts[index]?.replace(from, to) !== texts[index]);
}
