export { createUpstreamDocument, listMessages } from "./create-document.ts";
export { describeType, type TypeDescription } from "./describe-type.ts";
export {
  type BoundOperation,
  type EnumType,
  isTypeOf,
  listKeys,
  listProperties,
  type Metadata,
  type Property,
  readMetadata,
  type StructuredType,
  type TypeReference,
} from "./metadata.ts";
export {
  findGrants,
  formatScopes,
  type Grants,
  listMethods,
  type PermissionsFile,
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
