// The hand-written spec: its lint and its bundle.
export { bundleDocument, bundleSource } from "./bundle-source.ts";
export { isPackageCode } from "./check-files.ts";
export { sourceFile } from "./document.ts";
export { bundleFixture, fixtureFile } from "./fixture.ts";
export { type Problem, SpecError } from "./problem.ts";
