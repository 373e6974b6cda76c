// The README's sample runs as it is printed.
import { startMock } from "@run-summary/mock";
import { expect, it, onTestFinished } from "vitest";
import { temporaryCopy } from "./temporary-copy.ts";

it("the client's sample compiles, and runs against the mock", async () => {
  const copy = await temporaryCopy();
  const mock = await startMock();
  onTestFinished(() => mock.close());
  const [, sample = ""] = /```ts\n([\s\S]*?)```/.exec(await copy.read("README.md")) ?? [];
  expect(sample).toContain("http://127.0.0.1:4010/beta");
  await copy.write("scripts/sample.ts", sample.replace("http://127.0.0.1:4010/beta", mock.apiUrl));
  await copy.node("scripts/turbo.ts", "run", "build", "--filter=@run-summary/client");

  const types = await copy.npm("typecheck");
  const { exitCode, output } = await copy.node("scripts/sample.ts");

  expect(types.output).toBe("");
  expect(output).toBe("8\n");
  expect(exitCode).toBe(0);
});
