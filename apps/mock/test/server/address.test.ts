import { expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { temporaryMock } from "../helpers/requests.ts";

it("is a free port of 127.0.0.1 unless another is given", async () => {
  expect((await temporaryMock()).url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
});

it("is the port that is given, which has to be free", async () => {
  const port = Number(new URL((await temporaryMock()).url).port);

  await expect(startMock({ port })).rejects.toThrow(/EADDRINUSE|in use/);
});

it("is the host that is given, which has to be one of the machine", async () => {
  await expect(startMock({ host: "192.0.2.1" })).rejects.toThrow(/EADDRNOTAVAIL|192\.0\.2\.1/);
});
