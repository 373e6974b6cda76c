import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleFile } from "@run-summary/spec";

/** A server that is fuzzed. */
export interface Target {
  readonly name: string;
  /** The file of the document that it serves. */
  readonly spec: string;
  readonly isOwnDocument: boolean;
  readonly isProxy: boolean;
  /** Its share of all requests. */
  readonly share: number;
}

const foreignDocuments = ["pet-shop", "functions", "shapes"].map((name) =>
  fileURLToPath(new URL(`documents/${name}.yaml`, import.meta.url)),
);

/** Lists a mock and a proxy of each document: of the one that is given, or of the project's own and of three others. */
export function listTargets(spec?: string): Target[] {
  const own = createPair(bundleFile, "own", { mock: 28, proxy: 18 });
  const foreign = foreignDocuments.flatMap((file) =>
    createPair(file, basename(file, extname(file)), { mock: 12, proxy: 6 }),
  );
  return spec === undefined
    ? [...own, ...foreign]
    : createPair(spec, basename(spec, extname(spec)), { mock: 60, proxy: 40 });
}

function createPair(spec: string, name: string, shares: { mock: number; proxy: number }): Target[] {
  const isOwnDocument = name === "own";
  return [
    { name: `${name} mock`, spec, isOwnDocument, isProxy: false, share: shares.mock },
    { name: `${name} proxy`, spec, isOwnDocument, isProxy: true, share: shares.proxy },
  ];
}
