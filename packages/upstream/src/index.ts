export { createUpstreamDocument, listMessages } from "./create-document.ts";
export { describeType } from "./describe-type.ts";
export {
  isTypeOf,
  listKeys,
  listProperties,
  type Metadata,
  type Property,
  readMetadata,
  type TypeReference,
} from "./metadata.ts";
export {
  findGrants,
  formatScopes,
  listMethods,
  readPermissions,
  type Scheme,
  schemes,
} from "./permissions.ts";
export { resolvePath, type Target } from "./resolve-path.ts";
export {
  addNotes,
  cutUpstream,
  readSnapshot,
  readUpstream,
  type Snapshot,
  snapshotFiles,
  type Upstream,
} from "./snapshot.ts";
export { UpstreamError } from "./upstream-error.ts";
