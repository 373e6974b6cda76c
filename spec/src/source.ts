// The hand-written spec: its lint and its bundle.
export { bundleDocument, bundleSource, sourceFile } from "./bundle-source.ts";
export { isPackageCode } from "./check-files.ts";
export { type Problem, SpecError } from "./problem.ts";
