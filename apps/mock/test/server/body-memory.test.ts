import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { measureHeap } from "../helpers/memory.ts";
import { patch, scriptPath, temporaryMock } from "../helpers/requests.ts";

it("a body that comes in chunks of one byte takes a small multiple of its bytes", async () => {
  const mock = await temporaryMock({ timeLimit: 60_000 });
  const socket = connect(Number(new URL(mock.url).port), "127.0.0.1");
  let received = "";
  socket.on("data", (data) => {
    received += data;
  });
  const before = await measureHeap();
  socket.write(
    `PATCH ${scriptPath} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer a\r\ncontent-type: application/json\r\n` +
      "transfer-encoding: chunked\r\nconnection: close\r\n\r\n",
  );
  const piece = "1\r\n \r\n".repeat(10_000);
  for (let index = 0; index < 40; index++) await new Promise<unknown>((resolve) => socket.write(piece, resolve));
  let peak = 0;
  for (let index = 0; index < 4; index++) {
    await sleep(200); // the operating system holds much that the mock has not yet read
    peak = Math.max(peak, (await measureHeap()) - before);
  }
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write("2\r\n{}\r\n0\r\n\r\n");
  await closed;

  expect(received).toMatch(/^HTTP\/1\.1 200 /);
  expect(peak).toBeLessThan(12 * 2 ** 20); // it is above 40 MB where each chunk is kept
});

it("bodies of many requests at a time have a limit together: 503, and 200 once the others have gone", async () => {
  const size = 64 * 2 ** 20;
  const mock = await temporaryMock({ bodyLimit: size, timeLimit: 60_000 });
  const sockets = Array.from({ length: 4 }, () => connect(Number(new URL(mock.url).port), "127.0.0.1"));
  const head = `PATCH ${scriptPath} HTTP/1.1\r\nhost: a\r\ncontent-length: ${size}\r\n\r\n`;
  const part = Buffer.alloc(size - 1, " ");
  const sendPart = (socket: Socket) =>
    new Promise<unknown>((resolve) => {
      socket.write(head);
      socket.write(part, resolve);
    });
  await Promise.all(sockets.map(sendPart));
  const change = { issueDetectedDeviceCount: 1 };

  await expect.poll(async () => (await patch(mock, change)).status).toBe(503);
  expect((await patch(mock, change)).headers.get("retry-after")).toBe("1");

  for (const socket of sockets) socket.destroy();
  await expect.poll(async () => (await patch(mock, change)).status).toBe(200);
});
