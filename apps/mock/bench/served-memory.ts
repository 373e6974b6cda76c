// A mock in a process of its own, which tells how much memory it holds when it is asked.
import { startMock } from "../src/index.ts";

const mock = await startMock();
process.send?.({ url: mock.url });
process.on("message", () => {
  globalThis.gc?.();
  process.send?.({ heapUsed: process.memoryUsage().heapUsed });
});
process.once("disconnect", () => void mock.close());
