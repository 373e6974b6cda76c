// A mock in a process of its own. It reports its memory whenever it receives a message.
import { startMock } from "../src/index.ts";

const mock = await startMock();
process.send?.({ url: mock.url });
process.on("message", () => {
  globalThis.gc?.();
  process.send?.({ heapUsed: process.memoryUsage().heapUsed });
});
process.once("disconnect", () => void mock.close());
