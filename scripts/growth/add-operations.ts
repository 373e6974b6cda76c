import { join } from "node:path";
import { httpMethods } from "@run-summary/openapi";
import { parseDocument } from "yaml";
import type { RepositoryCopy } from "../shared/repository-copy.ts";

const root = "spec/openapi.yaml";

/** Adds copies of the spec's operations under other names, so that there are at least `count` operations. */
export async function addOperations(copy: RepositoryCopy, count: number): Promise<void> {
  const document = parseDocument(await copy.read(root));
  const { paths } = document.toJS() as { paths: Record<string, { $ref: string }> };
  const pathItems = await Promise.all(
    Object.entries(paths).map(async ([path, { $ref: file }]) => {
      const text = await copy.read(join("spec", file));
      const pathItem = parseDocument(text);
      return { path, file, text, methods: httpMethods.filter((method) => pathItem.has(method)) };
    }),
  );
  let operations = pathItems.reduce((sum, { methods }) => sum + methods.length, 0);
  for (let number = 2; operations < count; number++) {
    for (const { path, file, text, methods } of pathItems) {
      const pathItem = parseDocument(text);
      for (const method of methods)
        pathItem.setIn([method, "operationId"], `${pathItem.getIn([method, "operationId"])}${number}`);
      const name = file.replace(".yaml", `${number}.yaml`);
      await copy.write(join("spec", name), pathItem.toString({ lineWidth: 0 }));
      document.setIn(["paths", addNumber(path, number)], { $ref: name });
      operations += methods.length;
    }
  }
  await copy.write(root, document.toString({ lineWidth: 0 }));
}

/** Another path with the same parameters. */
function addNumber(path: string, number: number): string {
  return path.replace(/^\/\w+/, (segment) => `${segment}${number}`);
}
