import { dirname } from "node:path";
import { stringifyYaml } from "@redocly/openapi-core";
import { bundleFile } from "./src/document.ts";
import { notice, runGenerator } from "./src/generated-folder.ts";
import { bundleSource } from "./src/source.ts";

await runGenerator(dirname(bundleFile), async () => ({
  "openapi.yaml": `# ${notice}\n${stringifyYaml(await bundleSource(), { lineWidth: -1, noRefs: true })}`,
}));
