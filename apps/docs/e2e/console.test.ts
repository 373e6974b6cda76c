// The console as a reader uses it, with a mock on this machine.
import { type Mock, startMock } from "@run-summary/mock";
import { findSuccessStatus, getBodyKind, type Operation, serializeBody } from "@run-summary/openapi";
import type { Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { findJsonError } from "../src/console/find-json-error.ts";
import { serveDocs } from "../src/index.ts";
import { findViolations, measureWidth, schemes } from "../test/appearance.ts";
import { findOperation, fixture, fixtureOperations } from "../test/fixture/fixture.ts";
import { connectBrowser, fixtureSite } from "../test/open-site.ts";

const [site, mock, browser] = await Promise.all([
  serveDocs({ folder: fixtureSite }),
  startMock({ spec: fixture }),
  connectBrowser(),
]);
afterAll(() => Promise.all([site.close(), mock.close(), browser.close()]));
const page = await browser.newPage();
page.setDefaultTimeout(10_000);
// The requests and the messages of the page since it was opened.
const requested: string[] = [];
const messages: string[] = [];
page.on("request", (request) => {
  // A browser requests the icon once, at any time.
  if (request.url() !== `${site.url}icon.svg`) requested.push(`${request.method()} ${request.url()}`);
});
page.on("console", (message) => messages.push(message.text()));
page.on("pageerror", (error) => messages.push(error.message));

/** Opens the console at a deep link. */
async function openConsole(link: Record<string, string> = {}): Promise<void> {
  requested.length = 0;
  messages.length = 0;
  await page.goto(`${site.url}console.html?${new URLSearchParams(link)}`);
}

async function sendTo({ apiUrl }: Pick<Mock, "apiUrl">): Promise<void> {
  await page.getByLabel("Address of the mock").fill(apiUrl);
  await page.getByRole("button", { name: "Send" }).click();
}

/** The content below a heading of the response. */
function findPart(heading: string) {
  return page.locator(`h3:text-is("${heading}") + *`);
}

const service = fixture.servers?.[0]?.url ?? "";

/** Responds instead of the service until the test ends. */
async function replaceService(respond: (route: Route) => Promise<void>): Promise<void> {
  onTestFinished(() => page.unrouteAll());
  await page.route(`${service}/**`, respond);
}

// Each operation with each of its request examples, and the query of the link to it.
const cases = fixtureOperations.flatMap((operation) => {
  const { operationId, requestBody } = operation;
  const names = Object.values(requestBody?.content ?? {}).flatMap(({ examples }) => Object.keys(examples));
  const links = names.map((example) => ({ operation: operationId, example }));
  return (links.length > 0 ? links : [{ operation: operationId, example: "" }]).map((link) => ({ operation, link }));
});

const any = { operation: findOperation("getWarmest"), link: { operation: "getWarmest", example: "" } };
const reading = { operation: findOperation("listReadings"), link: { operation: "listReadings", example: "" } };
const writing = { operation: findOperation("addReading"), link: { operation: "addReading", example: "dry" } };

/** What the console shows of the documented success: the body, or a link that saves it. */
function findDocumentedBody(operation: Operation): { status: number | undefined; body: string } {
  const status = findSuccessStatus(operation);
  const { content = {} } = operation.responses[status ?? ""] ?? {};
  const [[mediaType, { examples }] = ["", { examples: {} }]] = Object.entries(content);
  const [example] = Object.values(examples);
  const text = serializeBody(mediaType, example);
  if (mediaType === "") return { status, body: "(none)" };
  if (getBodyKind(mediaType) === "json") return { status, body: JSON.stringify(example, null, 2) };
  const link = `Save ${operation.operationId} (${mediaType}, ${Buffer.byteLength(text)} bytes)`;
  return { status, body: getBodyKind(mediaType) === "text" ? text : link };
}

/** The body that the mock has to receive. */
function findExample({ requestBody }: Operation, name: string): string {
  const [[mediaType, content] = ["", undefined]] = Object.entries(requestBody?.content ?? {});
  return content === undefined ? "" : serializeBody(mediaType, content.examples[name]);
}

describe.each(cases.filter(({ operation }) => (findSuccessStatus(operation) ?? 0) < 300))(
  "$link.operation $link.example",
  ({ operation, link }) => {
    it("sends the linked example to the mock, and shows the documented response", async () => {
      await openConsole(link);
      const before = mock.requests.length;

      await sendTo(mock);

      const { status, body: documented } = findDocumentedBody(operation);
      await page.getByText(new RegExp(`^${status} .*, \\d+ ms$`)).waitFor();
      expect((await findPart("Body").innerText()).trim()).toBe(documented.trim());
      const requests = mock.requests.slice(before).filter(({ method }) => method !== "OPTIONS");
      const method = operation.method.toUpperCase();
      expect(requests).toMatchObject([{ method, status, violations: [] }]);
      const [{ target = "", body = "" } = {}] = requests;
      const isJson = operation.requestBody?.content["application/json"] !== undefined;
      expect(isJson ? JSON.stringify(JSON.parse(body)) : body).toBe(findExample(operation, link.example));
      expect(decodeURI(await findPart("Sent").innerText())).toContain(decodeURI(`${method} ${mock.url}${target}`));
      expect(requested).toEqual([
        expect.stringContaining("/console.html?"),
        `GET ${site.url}console.css`,
        `GET ${site.url}console-definition.js`,
        `GET ${site.url}console.js`,
        expect.stringContaining(`${method} ${mock.url}`),
      ]);
      expect(messages).toEqual([]);
    });
  },
);

it("lists the operations below their tags", async () => {
  await openConsole();

  const groups = await page
    .locator("#operation optgroup")
    .evaluateAll((all) => all.map((group) => group.getAttribute("label")));
  expect(groups).toEqual(["Readings", "Station files", "jobs"]);
});

it("shows the documented Location", async () => {
  await openConsole({ operation: "startReport" });

  await sendTo(mock);

  await page.getByText(/^202 /).waitFor();
  expect(await findPart("Headers").innerText()).toContain("https://weather.example.com/v2/reports/7");
});

it("says that a redirect leads elsewhere, which a browser does not show", async () => {
  await openConsole({ operation: "openLatestReport" });

  await sendTo(mock);

  await page.getByText(/^The server redirects to another address, /).waitFor();
  expect(mock.requests.at(-1)).toMatchObject({ status: 302, violations: [] });
});

it("saves binary content as a file", async () => {
  await openConsole({ operation: "getPicture" });
  await sendTo(mock);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Save getPicture (image/png, 20 bytes)" }).click(),
  ]);

  expect(download.suggestedFilename()).toMatch(/^getPicture/);
});

describe("parameters", () => {
  const optional = { $top: "7", unit: "celsius\nhPa", "If-Match": "17" };

  it("are sent if they are filled in", async () => {
    await openConsole(reading.link);
    for (const [name, value] of Object.entries(optional)) await page.locator(`[name="${name}"]`).fill(value);
    await page.locator('[name="filter"]').fill("minimum=3\nplace=a=b & c");

    await sendTo(mock);

    await page.getByText(/^200 /).waitFor();
    const { target = "", headers = {}, violations } = mock.requests.at(-1) ?? {};
    expect([...new URL(target, mock.url).searchParams]).toEqual([
      ["$top", "7"],
      ["unit", "celsius"],
      ["unit", "hPa"],
      ["fields", "value,at,first"],
      ["filter[minimum]", "3"],
      ["filter[place]", "a=b & c"],
    ]);
    expect(target).toContain("fields=value,at%2Cfirst");
    expect(headers["if-match"]).toBe("17");
    expect(violations).toEqual([]);
  });

  it("are not sent if they are empty", async () => {
    await openConsole(reading.link);

    await sendTo(mock);

    await page.getByText(/^200 /).waitFor();
    const { target = "", headers = {} } = mock.requests.at(-1) ?? {};
    expect(target).not.toMatch(/top|unit/);
    expect(headers).not.toHaveProperty("if-match");
  });

  it.each([".", ".."])("in the path cannot be %s, which would lead to another path", async (dots) => {
    await openConsole(any.link);
    const [parameter] = any.operation.parameters.filter(({ in: place }) => place === "path");
    await page.getByLabel(parameter?.name ?? "").fill(dots);
    const before = requested.length;

    await sendTo(mock);

    expect(await page.locator("input:invalid").count()).toBe(1);
    expect(requested.slice(before)).toEqual([]);
  });
});

it("shows what is wrong with a request that the mock rejects", async () => {
  await openConsole(writing.link);
  await page.getByLabel("Body").fill('{ "@type": "#weather.humidity", "no such property": 1 }');

  await sendTo(mock);

  await page.getByText(/^400 Bad Request, /).waitFor();
  const violations = mock.requests.at(-1)?.violations ?? [];
  expect(violations.length).toBeGreaterThan(0);
  for (const { message } of violations) expect(await findPart("Wrong with the request").innerText()).toContain(message);
  expect(JSON.parse(await findPart("Body").innerText())).toHaveProperty("error");
});

describe("the address", () => {
  it("contains the chosen operation and example", async () => {
    await openConsole();
    const { operation, link } = writing;

    await page.getByLabel("Operation").selectOption(link.operation);
    await page.locator("#example").selectOption(link.example);
    await page.reload();

    expect(await page.getByLabel("Operation").inputValue()).toBe(link.operation);
    const [content] = Object.values(operation.requestBody?.content ?? {});
    expect(JSON.parse(await page.getByLabel("Body").inputValue())).toEqual(content?.examples[link.example]);
  });

  it("may name an operation that does not exist: the page says so", async () => {
    await openConsole({ operation: "noSuchOperation" });

    expect(await page.getByRole("status").first().innerText()).toBe(
      "There is no operation noSuchOperation; choose one.",
    );
  });
});

describe("with a token, to the service", () => {
  const token = "secret-token";

  /** Opens the console and sends a request to the service. Returns the headers of the requests that the service gets. */
  async function sendWithToken() {
    await openConsole(reading.link);
    const received: Record<string, string>[] = [];
    await replaceService(async (route) => {
      received.push(route.request().headers());
      const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization" };
      await route.fulfill({ json: { count: 1 }, headers });
    });
    await page.getByLabel("Send to").selectOption(service);
    await page.getByLabel("Access token").fill(token);
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText(/^200 OK/).waitFor();
    return received;
  }

  it("sends the token, and keeps it nowhere else", async () => {
    const received = await sendWithToken();

    expect(received).toMatchObject([{ authorization: `Bearer ${token}` }]);
    expect(requested.join()).not.toContain(token);
    expect(page.url()).not.toContain(token);
    expect(await page.content()).not.toContain(token);
    expect(
      await page.evaluate(() =>
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, globalThis.document.cookie]),
      ),
    ).toBe('[{},{},""]');
    expect(
      await page.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length]),
    ).toEqual([0, 0]);
    expect(await page.getByLabel("Access token").getAttribute("type")).toBe("password");
  });

  it("forgets the token when the page is reloaded or left", async () => {
    await sendWithToken();
    const field = page.getByLabel("Access token");
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    expect(await field.inputValue()).toBe("");

    await field.fill(token);
    await page.reload();
    expect(await field.inputValue()).toBe("");
  });

  it("sends another token to the mock", async () => {
    await sendWithToken();

    await page.getByLabel("Send to").selectOption({ index: 0 });
    await sendTo(mock);

    await findPart("Sent").getByText(mock.url).waitFor();
    await page.getByText(/^200 OK/).waitFor();
    expect(mock.requests.at(-1)?.headers.authorization).toBe("Bearer any");
  });

  it("reports a token that no header can contain, and does not send it", async () => {
    const received = await sendWithToken();

    await page.getByLabel("Access token").fill("töken…");
    await page.getByRole("button", { name: "Send" }).click();

    await page.getByText(/^A header or the address cannot be sent as it is: /).waitFor();
    expect(received).toHaveLength(1);
  });
});

describe("to the service, without a token", () => {
  it.each([
    ["exportLog", "API key", "sesame", { "x-key": "sesame" }, ""],
    ["getPicture", "API key", "sécret&", {}, "?key=s%C3%A9cret%26"],
    ["replaceLog", "User and password", "ada:sécret", { authorization: "Basic YWRhOnPDqWNyZXQ=" }, ""],
    ["getWarmest", undefined, "", {}, ""],
  ])("sends the credentials of %s", async (operation, label, secret, headers, query) => {
    await openConsole({ operation });
    const received: { url: string; headers: Record<string, string> }[] = [];
    await replaceService(async (route) => {
      const request = route.request();
      if (request.method() !== "OPTIONS") received.push({ url: request.url(), headers: request.headers() });
      await route.fulfill({
        status: 200,
        body: "",
        headers: {
          "access-control-allow-origin": "*",
          "access-control-allow-headers": "*, authorization",
          "access-control-allow-methods": "*",
        },
      });
    });
    await page.getByLabel("Send to").selectOption(service);
    expect(await page.locator("#credentials").isVisible()).toBe(label !== undefined);
    if (label) await page.getByLabel(label).fill(secret);

    await page.getByRole("button", { name: "Send" }).click();

    await page.getByText(/^200 OK/).waitFor();
    expect(received).toHaveLength(1);
    expect(received[0]?.headers).toMatchObject(headers);
    expect(received[0]?.url.endsWith(query)).toBe(true);
    if (secret !== "") expect(await page.locator("#details").innerText()).not.toContain(secret);
  });
});

describe("says what to do", () => {
  it("if no mock runs", async () => {
    const stopped = await startMock();
    await stopped.close();
    await openConsole(any.link);

    await sendTo(stopped);

    await page.getByText(`${stopped.apiUrl} does not respond`).waitFor();
    expect(await page.locator("#outcome").innerText()).toContain("Start it with `npm run mock`");
  });

  it("if the page may not read the service's response", async () => {
    await openConsole(reading.link);
    await replaceService((route) => route.abort());
    await page.getByLabel("Send to").selectOption(service);
    await page.getByLabel("Access token").fill("token");

    await page.getByRole("button", { name: "Send" }).click();

    await page.getByText(/^There is no response from .* that this page may read .*\(CORS\)\.$/).waitFor();
  });

  it.each(["http://192.0.2.1/beta", "https://example.com/", "https://127.0.0.1/"])(
    "if %s is not the address of a mock on this machine",
    async (apiUrl) => {
      await openConsole(any.link);
      const before = requested.length;

      await sendTo({ apiUrl });

      await page.getByText(/^The mock's address has to be one of this machine/).waitFor();
      expect(requested.slice(before)).toEqual([]);
    },
  );

  it("if the body is not JSON, with the line", async () => {
    await openConsole(writing.link);
    const before = requested.length;
    await page.getByLabel("Body").fill('{\n  "a": 1,\n  "b" 2\n}');

    await sendTo(mock);

    expect(await page.getByRole("alert").innerText()).toMatch(/^The body is not JSON, in line 3: /);
    expect(await page.evaluate(() => globalThis.document.activeElement?.id)).toBe("body");
    expect(requested.slice(before)).toEqual([]);
  });

  it.each([
    ['{"a": 1}', undefined],
    ["", 1],
    ["{\n\n", 3],
    ["{\n  'a': 1 }", 2],
    ["[1,\n2,\n]", 3],
  ])("%j is wrong in line %s", (text, line) => {
    expect(findJsonError(text)?.line).toBe(line);
  });
});

it("runs only its own scripts", async () => {
  await openConsole();

  await page.evaluate(() => {
    const script = globalThis.document.createElement("script");
    script.textContent = "globalThis.hasRun = true";
    globalThis.document.body.append(script);
  });

  expect(await page.evaluate(() => "hasRun" in globalThis)).toBe(false);
  expect(messages.join()).toContain("Content Security Policy");
});

it("works with the keyboard alone", async () => {
  await openConsole(any.link);
  await page.getByLabel("Address of the mock").fill(mock.apiUrl);
  await page.getByLabel("Operation").focus();
  const focused = () => page.evaluate(() => globalThis.document.activeElement?.textContent);

  for (let presses = 0; presses < 20 && (await focused()) !== "Send"; presses++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");

  await page.getByText(/^200 OK/).waitFor();
});

describe.each(schemes)("in %s", (colorScheme) => {
  beforeAll(async () => {
    await page.emulateMedia({ colorScheme });
    await openConsole(writing.link);
    await page.getByLabel("Body").fill('{ "no such property": 1 }');
    await sendTo(mock);
    await page.getByText(/^400/).waitFor();
  });

  describe.each(["mock", "service"])("sent to the %s", (place) => {
    beforeAll(async () => {
      await page.getByLabel("Send to").selectOption({ index: place === "mock" ? 0 : 1 });
    });

    it.each([360, 768, 1440])("has no accessibility violation at %i px, and nothing overflows", async (width) => {
      expect(await measureWidth(page, width, `console-at-${place}-${width}-${colorScheme}`, true)).toBe(width);
      expect(await findViolations(page)).toEqual([]);
    });
  });
});
