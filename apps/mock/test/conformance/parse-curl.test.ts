import { expect, it } from "vitest";
import { parseCurl } from "../../conformance/prism-harness/parse-curl.ts";

const host = "http://localhost:4010";
const defaults = ["Host", "localhost:4010", "User-Agent", "curl/8.0.0", "Accept", "*/*"];

it.each<[string, string, object]>([
  ["a GET", `curl -i ${host}/a?b=c`, { method: "GET", target: "/a?b=c", headers: defaults, body: undefined }],
  ["no path", `curl -i ${host}`, { method: "GET", target: "/" }],
  ["HEAD", `curl --head ${host}/a`, { method: "HEAD", isHeadOnly: true }],
  ["options in one word", `curl -sIXGET ${host}/a`, { method: "GET", isHeadOnly: true }],
  ["an operator of the shell", `curl -i ${host}/a?b=1&c=2`, { target: "/a?b=1" }],
  ["escaped characters", `curl -i ${host}/a\\?b\\=1`, { target: "/a?b=1" }],
  [
    "a header in place of curl's own",
    `curl -i ${host}/a -H "accept: text/plain"`,
    { headers: ["Host", "localhost:4010", "User-Agent", "curl/8.0.0", "accept", "text/plain"] },
  ],
  [
    "data",
    `curl -i -X PUT --url ${host}/a --data 'a=$b' -d c`,
    {
      method: "PUT",
      headers: [...defaults, "Content-Type", "application/x-www-form-urlencoded", "Content-Length", "6"],
      body: "a=$b&c",
    },
  ],
  ["encoded data", `curl -i ${host}/a --data-urlencode "a=%=" --data-urlencode "/"`, { body: "a=%25%3D&%2F" }],
  ["a cookie", `curl -i ${host}/a --cookie "a=b"`, { headers: [...defaults, "Cookie", "a=b"] }],
])("parses %s", (_what, command, request) => {
  expect(parseCurl(command)).toMatchObject(request);
});

it("parses a form, and adds the boundary to its content type", () => {
  const { headers, body } = parseCurl(`curl -i ${host}/a -H "Content-Type: multipart/form-data" -F "a=1" -F "b=2"`);

  const [, boundary] = /boundary=(\S+)/.exec(headers[headers.indexOf("Content-Type") + 1] ?? "") ?? [];
  expect(body).toContain(`--${boundary}\r\nContent-Disposition: form-data; name="b"\r\n\r\n2\r\n--${boundary}--`);
});

it("refuses what the suite does not use", () => {
  expect(() => parseCurl(`curl --insecure ${host}/a`)).toThrow("--insecure");
  expect(() => parseCurl("curl -i")).toThrow("no http URL");
});
