// The console as a reader uses it, with a mock on this machine.
import { type Mock, startMock } from "@run-summary/mock";
import { listOperations, type Operation } from "@run-summary/openapi";
import { readBundle } from "@run-summary/spec";
import type { Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createDefinition } from "../src/console/definition.ts";
import { findJsonError } from "../src/console/find-json-error.ts";
import { serveDocs } from "../src/index.ts";
import { findViolations, measureWidth, schemes } from "./appearance.ts";
import { connectBrowser } from "./open-site.ts";

const document = readBundle();
const operations = listOperations(document);
const [site, mock, browser] = await Promise.all([serveDocs(), startMock(), connectBrowser()]);
afterAll(() => Promise.all([site.close(), mock.close(), browser.close()]));
const page = await browser.newPage();
page.setDefaultTimeout(10_000);
// The requests and the messages of the page since it was opened.
const requested: string[] = [];
const messages: string[] = [];
page.on("request", (request) => {
  // A browser requests the icon once, at any time.
  if (request.url() !== `${site.url}/icon.svg`) requested.push(`${request.method()} ${request.url()}`);
});
page.on("console", (message) => messages.push(message.text()));
page.on("pageerror", (error) => messages.push(error.message));

/** Opens the console at a deep link. */
async function openConsole(link: Record<string, string> = {}): Promise<void> {
  requested.length = 0;
  messages.length = 0;
  await page.goto(`${site.url}/console.html?${new URLSearchParams(link)}`);
}

async function sendTo({ apiUrl }: Pick<Mock, "apiUrl">): Promise<void> {
  await page.getByLabel("Address of the mock").fill(apiUrl);
  await page.getByRole("button", { name: "Send" }).click();
}

/** The content below a heading of the response. */
function findPart(heading: string) {
  return page.locator(`h3:text-is("${heading}") + *`);
}

const service = document.servers?.[0]?.url ?? "";

/** Responds instead of the service until the test ends. */
async function replaceService(respond: (route: Route) => Promise<void>): Promise<void> {
  onTestFinished(() => page.unrouteAll());
  await page.route(`${service}/**`, respond);
}

// Each operation with each of its request examples, and the query of the link to it.
const cases = operations.flatMap((operation) => {
  const { operationId, requestBody } = operation;
  const names = Object.values(requestBody?.content ?? {}).flatMap(({ examples }) => Object.keys(examples));
  const links = names.map((example) => ({ operation: operationId, example }));
  return (links.length > 0 ? links : [{ operation: operationId, example: "" }]).map((link) => ({ operation, link }));
});

/** The first operation, or the first that takes a body. */
function findCase({ withBody }: { withBody: boolean }): (typeof cases)[number] {
  const found = cases.find(({ operation }) => !withBody || operation.requestBody);
  if (found === undefined) throw new Error("The document has no such operation.");
  return found;
}

const any = findCase({ withBody: false });
const writing = findCase({ withBody: true });

function findDocumentedBody({ responses }: Operation): unknown {
  const [success] = Object.values(responses);
  const [content] = Object.values(success?.content ?? {});
  return Object.values(content?.examples ?? {})[0];
}

describe.each(cases)("$link.operation $link.example", ({ operation, link }) => {
  it("sends the linked example to the mock, and shows the documented response", async () => {
    await openConsole(link);
    const before = mock.requests.length;

    await sendTo(mock);

    await page.getByText(/^200 OK, \d+ ms$/).waitFor();
    const documented = findDocumentedBody(operation);
    const shown = await findPart("Body").innerText();
    expect(documented === undefined ? shown : JSON.parse(shown)).toEqual(documented ?? "(none)");
    expect(await findPart("Headers").innerText()).toContain(
      documented === undefined ? "request-id" : "application/json",
    );
    const requests = mock.requests.slice(before).filter(({ method }) => method !== "OPTIONS");
    expect(requests).toMatchObject([{ method: operation.method.toUpperCase(), status: 200, violations: [] }]);
    const [content] = Object.values(operation.requestBody?.content ?? {});
    const [{ target = "", body = "" } = {}] = requests;
    expect(body === "" ? undefined : JSON.parse(body)).toEqual(content?.examples[link.example]);
    const sent = `${operation.method.toUpperCase()} ${mock.url}${target}`;
    expect(await findPart("Sent").innerText()).toContain(sent);
    expect(requested).toEqual([
      expect.stringContaining("/console.html?"),
      `GET ${site.url}/console.css`,
      `GET ${site.url}/console.js`,
      sent,
    ]);
    expect(messages).toEqual([]);
  });
});

describe("parameters", () => {
  const { parameters } = writing.operation;
  const optional = parameters.filter(({ required }) => !required);

  /** The values of the optional parameters that the mock has received, in the header or the query. */
  const received = (): (string | undefined)[] => {
    const { target = "", headers = {} } = mock.requests.at(-1) ?? {};
    const { searchParams } = new URL(target, mock.url);
    return optional.map(({ name }) => headers[name.toLowerCase()] ?? searchParams.get(name) ?? undefined);
  };

  it("are sent if they are filled in", async () => {
    await openConsole(writing.link);
    for (const { name, example } of optional) await page.getByLabel(name).fill(String(example));
    const [inPath] = parameters.filter(({ in: place }) => place === "path");
    await page.getByLabel(inPath?.name ?? "").fill("a/b ?");

    await sendTo(mock);

    await page.getByText(/^200 OK/).waitFor();
    expect(mock.requests.at(-1)?.target).toContain(`/${encodeURIComponent("a/b ?")}`);
    expect(received()).toEqual(optional.map(({ example }) => String(example)));
  });

  it("are not sent if they are empty", async () => {
    await openConsole(writing.link);

    await sendTo(mock);

    await page.getByText(/^200 OK/).waitFor();
    expect(received()).toEqual(optional.map(() => undefined));
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

  it("that are lists have one value a line", async () => {
    const list = { name: "list", in: "query", schema: { type: "array" }, example: ["a,b", "c"] } as const;
    const definition = createDefinition({
      ...{ openapi: "3.1.1", info: { title: "List", version: "1" } },
      paths: { "/things": { get: { operationId: "listThings", parameters: [list], responses: {} } } },
    });

    expect(definition.operations[0]?.parameters).toEqual([
      { name: "list", in: "query", required: false, isList: true, example: ["a,b", "c"] },
    ]);
  });
});

it("shows what is wrong with a request that the mock rejects", async () => {
  await openConsole(writing.link);
  await page.getByLabel("Body").fill('{ "no such property": 1, "nor this": 2 }');

  await sendTo(mock);

  await page.getByText(/^400 Bad Request, /).waitFor();
  const violations = mock.requests.at(-1)?.violations ?? [];
  expect(violations).toHaveLength(2);
  for (const { message } of violations) expect(await findPart("Wrong with the request").innerText()).toContain(message);
  expect(JSON.parse(await findPart("Body").innerText())).toHaveProperty("error");
});

describe("the address", () => {
  it("contains the chosen operation and example", async () => {
    await openConsole();
    const { operation, link } = cases.findLast((candidate) => candidate.operation.requestBody) ?? writing;

    await page.getByLabel("Operation").selectOption(link.operation);
    await page.getByLabel("Example").selectOption(link.example);
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
    await openConsole(any.link);
    const received: Record<string, string>[] = [];
    await replaceService(async (route) => {
      received.push(route.request().headers());
      await route.fulfill({ json: { count: 1 }, headers: { "access-control-allow-origin": "*" } });
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
    const field = page.locator("#token");
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
    await openConsole(any.link);
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
