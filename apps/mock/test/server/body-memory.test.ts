import { connect } from "node:net";
import { expect, it } from "vitest";
import { scriptPath, temporaryMock } from "../helpers/requests.ts";

it("a body that comes in chunks of one byte takes a small multiple of its bytes", async () => {
  const mock = await temporaryMock({ timeLimit: 60_000 });
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
  let received = "";
  let peak = 0;
  const before = process.memoryUsage();
  socket.on("data", (data) => {
    received += data;
  });
  socket.write(
    `PATCH ${scriptPath} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer a\r\ncontent-type: application/json\r\n` +
      "transfer-encoding: chunked\r\nconnection: close\r\n\r\n",
  );
  const piece = "1\r\n \r\n".repeat(10_000);
  for (let index = 0; index < 50; index++) {
    await new Promise<unknown>((resolve) => socket.write(piece, resolve));
    peak = Math.max(peak, process.memoryUsage().rss - before.rss);
  }
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write("2\r\n{}\r\n0\r\n\r\n");
  await closed;

  expect(received).toMatch(/^HTTP\/1\.1 200 /);
  expect(peak).toBeLessThan(100 * 2 ** 20); // 220 MB where each chunk is kept
});
