// The console as a reader uses it, with a mock in another process's place on this machine.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Mock, startMock } from "@run-summary/mock";
import { type Operation, operationsOf, readBundle } from "@run-summary/spec";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { definitionOf } from "../src/console/definition.ts";
import { jsonMistake } from "../src/console/json-mistake.ts";
import { writeConsole } from "../src/console/write-console.ts";
import { serveDocs } from "../src/index.ts";
import { launchBrowser } from "../src/launch-browser.ts";

const document = readBundle();
const operations = operationsOf(document);
const folder = await mkdtemp(join(tmpdir(), "console-"));
await writeConsole(document, folder);
const [site, mock, browser] = await Promise.all([serveDocs({ folder }), startMock(), launchBrowser()]);
afterAll(async () => {
  await Promise.all([site.close(), mock.close(), browser.close()]);
  await rm(folder, { recursive: true });
});

/** The console at a deep link; what it asks for and complains of is gathered. */
async function openConsole(link: Record<string, string> = {}, options: Parameters<typeof browser.newPage>[0] = {}) {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(10_000);
  onTestFinished(() => page.close());
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    // A browser asks for the icon when it likes, and once.
    if (request.url() !== `${site.url}/icon.svg`) asked.push(`${request.method()} ${request.url()}`);
  });
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${site.url}/console.html?${new URLSearchParams(link)}`);
  return { page, asked, complaints };
}

async function sendTo(page: Page, { apiUrl }: Pick<Mock, "apiUrl">): Promise<void> {
  await page.getByLabel("Address of the mock").fill(apiUrl);
  await page.getByRole("button", { name: "Send" }).click();
}

/** What stands below a heading of the answer. */
function part(page: Page, heading: string) {
  return page.locator(`h3:text-is("${heading}") + *`);
}

// Each operation with each of its request examples, and the link to it.
const cases = operations.flatMap((operation) => {
  const { operationId, requestBody } = operation;
  const names = Object.values(requestBody?.content ?? {}).flatMap(({ examples }) => Object.keys(examples));
  const links = names.map((example) => ({ operation: operationId, example }));
  return (links.length > 0 ? links : [{ operation: operationId, example: "" }]).map((link) => ({ operation, link }));
});

/** The first operation, or the first that takes a body. */
function caseOf({ withBody }: { withBody: boolean }): (typeof cases)[number] {
  const found = cases.find(({ operation }) => !withBody || operation.requestBody);
  if (found === undefined) throw new Error("The document has no such operation.");
  return found;
}

const any = caseOf({ withBody: false });
const writing = caseOf({ withBody: true });

function documentedAnswer({ responses }: Operation): unknown {
  const [success] = Object.values(responses);
  const [content] = Object.values(success?.content ?? {});
  return Object.values(content?.examples ?? {})[0];
}

describe.each(cases)("$link.operation $link.example", ({ operation, link }) => {
  it("is sent to the mock as its link says, and the documented answer is shown", async () => {
    const { page, asked, complaints } = await openConsole(link);
    const before = mock.requests.length;

    await sendTo(page, mock);

    await page.getByText(/^200 OK, \d+ ms$/).waitFor();
    const answer = documentedAnswer(operation);
    const shown = await part(page, "Body").innerText();
    expect(answer === undefined ? shown : JSON.parse(shown)).toEqual(answer ?? "(none)");
    expect(await part(page, "Headers").innerText()).toContain(answer === undefined ? "request-id" : "application/json");
    const requests = mock.requests.slice(before).filter(({ method }) => method !== "OPTIONS");
    expect(requests).toMatchObject([{ method: operation.method.toUpperCase(), status: 200, violations: [] }]);
    const [content] = Object.values(operation.requestBody?.content ?? {});
    const [{ target = "", body = "" } = {}] = requests;
    expect(body === "" ? undefined : JSON.parse(body)).toEqual(content?.examples[link.example]);
    const sent = `${operation.method.toUpperCase()} ${mock.url}${target}`;
    expect(await part(page, "Sent").innerText()).toContain(sent);
    expect(asked).toEqual([
      expect.stringContaining("/console.html?"),
      `GET ${site.url}/console.js`,
      `GET ${site.url}/console.css`,
      sent,
    ]);
    expect(complaints).toEqual([]);
  });
});

describe("parameters", () => {
  const { parameters } = writing.operation;
  const optional = parameters.filter(({ required }) => !required);

  /** The values of the optional parameters that the mock has got, in the header or the query. */
  const received = (): (string | undefined)[] => {
    const { target = "", headers = {} } = mock.requests.at(-1) ?? {};
    const { searchParams } = new URL(target, mock.url);
    return optional.map(({ name }) => headers[name.toLowerCase()] ?? searchParams.get(name) ?? undefined);
  };

  it("those that are filled in are sent", async () => {
    const { page } = await openConsole(writing.link);
    for (const { name, example } of optional) await page.getByLabel(name).fill(String(example));
    const [inPath] = parameters.filter(({ in: place }) => place === "path");
    await page.getByLabel(inPath?.name ?? "").fill("a/b ?");

    await sendTo(page, mock);

    await page.getByText(/^200 OK/).waitFor();
    expect(mock.requests.at(-1)?.target).toContain(`/${encodeURIComponent("a/b ?")}`);
    expect(received()).toEqual(optional.map(({ example }) => String(example)));
  });

  it("those that are left empty are not sent", async () => {
    const { page } = await openConsole(writing.link);

    await sendTo(page, mock);

    await page.getByText(/^200 OK/).waitFor();
    expect(received()).toEqual(optional.map(() => undefined));
  });

  it.each([".", ".."])("a path parameter cannot be %s, which would lead elsewhere", async (dots) => {
    const { page, asked } = await openConsole(any.link);
    const [parameter] = any.operation.parameters.filter(({ in: place }) => place === "path");
    await page.getByLabel(parameter?.name ?? "").fill(dots);
    const before = asked.length;

    await sendTo(page, mock);

    expect(await page.locator("input:invalid").count()).toBe(1);
    expect(asked.slice(before)).toEqual([]);
  });

  it("a list has one value a line", async () => {
    const list = { name: "list", in: "query", schema: { type: "array" }, example: ["a,b", "c"] } as const;
    const definition = definitionOf({
      ...{ openapi: "3.1.1", info: { title: "List", version: "1" } },
      paths: { "/things": { get: { operationId: "listThings", parameters: [list], responses: {} } } },
    });

    expect(definition.operations[0]?.parameters).toEqual([
      { name: "list", in: "query", required: false, isList: true, example: ["a,b", "c"] },
    ]);
  });
});

it("shows what is wrong with a request that the mock refuses", async () => {
  const { page } = await openConsole(writing.link);
  await page.getByLabel("Body").fill('{ "no such property": 1, "nor this": 2 }');

  await sendTo(page, mock);

  await page.getByText(/^400 Bad Request, /).waitFor();
  const violations = mock.requests.at(-1)?.violations ?? [];
  expect(violations).toHaveLength(2);
  for (const { message } of violations)
    expect(await part(page, "Wrong with the request").innerText()).toContain(message);
  expect(JSON.parse(await part(page, "Body").innerText())).toHaveProperty("error");
});

describe("the choice is in the address", () => {
  it("for a link to it", async () => {
    const { page } = await openConsole();
    const { operation, link } = cases.findLast((candidate) => candidate.operation.requestBody) ?? writing;

    await page.getByLabel("Operation").selectOption(link.operation);
    await page.getByLabel("Example").selectOption(link.example);
    await page.reload();

    expect(await page.getByLabel("Operation").inputValue()).toBe(link.operation);
    const [content] = Object.values(operation.requestBody?.content ?? {});
    expect(JSON.parse(await page.getByLabel("Body").inputValue())).toEqual(content?.examples[link.example]);
  });

  it("a link to what is not there says so", async () => {
    const { page } = await openConsole({ operation: "noSuchOperation" });

    expect(await page.getByRole("status").first().innerText()).toBe(
      "There is no operation noSuchOperation; choose one.",
    );
  });
});

describe("with a token, to the service", async () => {
  const [server] = document.servers ?? [];
  const token = "secret-token";

  /** The console after a request to the service, whose place the test takes. */
  async function openWithToken() {
    const opened = await openConsole(any.link);
    const received: Record<string, string>[] = [];
    await opened.page.route(`${server?.url}/**`, async (route) => {
      received.push(route.request().headers());
      await route.fulfill({ json: { answer: 1 }, headers: { "access-control-allow-origin": "*" } });
    });
    await opened.page.getByLabel("Send to").selectOption(server?.url ?? "");
    await opened.page.getByLabel("Access token").fill(token);
    await opened.page.getByRole("button", { name: "Send" }).click();
    await opened.page.getByText(/^200 OK/).waitFor();
    return { ...opened, received };
  }

  it("the token is in the request, and nowhere else", async () => {
    const { page, asked, received } = await openWithToken();

    expect(received).toMatchObject([{ authorization: `Bearer ${token}` }]);
    expect(asked.join()).not.toContain(token);
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

  it("the token is gone when the page is loaded again, or left", async () => {
    const { page } = await openWithToken();
    const field = page.locator("#token");
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    expect(await field.inputValue()).toBe("");

    await field.fill(token);
    await page.reload();
    expect(await field.inputValue()).toBe("");
  });

  it("the mock gets another one", async () => {
    const { page } = await openWithToken();

    await page.getByLabel("Send to").selectOption({ index: 0 });
    await sendTo(page, mock);

    await part(page, "Sent").getByText(mock.url).waitFor();
    await page.getByText(/^200 OK/).waitFor();
    expect(mock.requests.at(-1)?.headers.authorization).toBe("Bearer any");
  });

  it("a token that no header can hold is said, and not sent", async () => {
    const { page, received } = await openWithToken();

    await page.getByLabel("Access token").fill("töken…");
    await page.getByRole("button", { name: "Send" }).click();

    await page.getByText(/^A header or the address cannot be sent as it is: /).waitFor();
    expect(received).toHaveLength(1);
  });
});

describe("says what to do", () => {
  it("where no mock runs", async () => {
    const stopped = await startMock();
    await stopped.close();
    const { page } = await openConsole(any.link);

    await sendTo(page, stopped);

    await page.getByText(`${stopped.apiUrl} does not answer`).waitFor();
    expect(await page.locator("#outcome").innerText()).toContain("Start it with `npm run mock`");
  });

  it("where the service's answer is not for this page", async () => {
    const { page } = await openConsole(any.link);
    const [server] = document.servers ?? [];
    await page.route(`${server?.url}/**`, (route) => route.abort());
    await page.getByLabel("Send to").selectOption(server?.url ?? "");
    await page.getByLabel("Access token").fill("token");

    await page.getByRole("button", { name: "Send" }).click();

    await page.getByText(/^There is no answer from .* that this page may read .*\(CORS\)\.$/).waitFor();
  });

  it.each(["http://192.0.2.1/beta", "https://example.com/", "https://127.0.0.1/"])(
    "where %s is no mock's address",
    async (apiUrl) => {
      const { page, asked } = await openConsole(any.link);
      const before = asked.length;

      await sendTo(page, { apiUrl });

      await page.getByText(/^The mock's address has to be one of this machine/).waitFor();
      expect(asked.slice(before)).toEqual([]);
    },
  );

  it("where the body is not JSON, with the line", async () => {
    const { page, asked } = await openConsole(writing.link);
    const before = asked.length;
    await page.getByLabel("Body").fill('{\n  "a": 1,\n  "b" 2\n}');

    await sendTo(page, mock);

    expect(await page.getByRole("alert").innerText()).toMatch(/^The body is not JSON, in line 3: /);
    expect(await page.evaluate(() => globalThis.document.activeElement?.id)).toBe("body");
    expect(asked.slice(before)).toEqual([]);
  });

  it.each([
    ['{"a": 1}', undefined],
    ["", 1],
    ["{\n\n", 3],
    ["{\n  'a': 1 }", 2],
    ["[1,\n2,\n]", 3],
  ])("%j is wrong in line %s", (text, line) => {
    expect(jsonMistake(text)?.line).toBe(line);
  });
});

it("runs no script but its own", async () => {
  const { page, complaints } = await openConsole();

  await page.evaluate(() => {
    const script = globalThis.document.createElement("script");
    script.textContent = "globalThis.hasRun = true";
    globalThis.document.body.append(script);
  });

  expect(await page.evaluate(() => "hasRun" in globalThis)).toBe(false);
  expect(complaints.join()).toContain("Content Security Policy");
});

it("is used with the keyboard alone", async () => {
  const { page } = await openConsole(any.link);
  await page.getByLabel("Address of the mock").fill(mock.apiUrl);
  await page.getByLabel("Operation").focus();
  const focused = () => page.evaluate(() => globalThis.document.activeElement?.textContent);

  for (let presses = 0; presses < 20 && (await focused()) !== "Send"; presses++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");

  await page.getByText(/^200 OK/).waitFor();
});

const axeScript = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  it.each([360, 768, 1440])("has no accessibility violation at %i px, and nothing overflows", async (width) => {
    const { page } = await openConsole(writing.link, { colorScheme, viewport: { width, height: 900 } });
    await page.getByLabel("Body").fill('{ "no such property": 1 }');
    await sendTo(page, mock);
    await page.getByText(/^400/).waitFor();
    const service = await openConsole(writing.link, { colorScheme, viewport: { width, height: 900 } });
    await service.page.getByLabel("Send to").selectOption({ index: 1 });

    for (const shown of [page, service.page]) {
      await shown.evaluate(axeScript);
      const { violations } = await shown.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await shown.evaluate(() => globalThis.document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.screenshot({ path: `reports/console-${colorScheme}-${width}.png`, fullPage: true });
  });
});
