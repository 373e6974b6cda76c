import type { Call, Operations } from "../call-operation.ts";
import type { OperationDescription, PagedOperation, TypedListOperation } from "../request/operation-description.ts";
import { createRequestTemplate, type Input } from "../request/request-template.ts";
import type { CallOptions } from "../send/send-options.ts";
import { readJson } from "./readers.ts";

/** Creates the method `all` of a list. */
export type AddAll = (call: Call, operation: OperationDescription, baseUrl: string) => { all: All };

/** The items of all pages. */
type All = (input?: Input, options?: CallOptions) => AsyncGenerator<unknown, void, undefined>;

interface Page {
  readonly value: readonly unknown[];
  readonly "@odata.nextLink"?: string | null;
}

/** Operations of which those that return a page of a list have the method `all`. */
export type WithPages<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends TypedListOperation<infer Operation>
    ? PagedOperation<Operation>
    : Methods[Name];
};

/**
 * Gives operations to `createOperationClient` whose lists have the method `all`. Only this function brings its code into a bundle.
 *
 * @example
 * import { createOperationClient, withPages } from "@run-summary/client";
 * import { listThings } from "@run-summary/client/operations";
 *
 * const client = createOperationClient(withPages({ listThings }), { token: new DefaultAzureCredential() });
 * for await (const thing of client.listThings.all()) console.log(thing);
 */
export function withPages<Methods extends Operations>(operations: Methods): WithPages<Methods> {
  const entries = Object.entries(operations).map(([name, operation]) => [
    name,
    operation.isList ? { ...operation, addAll } : operation,
  ]);
  return Object.fromEntries(entries);
}

/**
 * Creates the method `all`, which walks the items of all pages. It holds one page, and asks for the next one after its last item.
 * It throws a `TypeError` where the next page is at another server, or was there before.
 */
const addAll: AddAll = (call, operation, baseUrl) => ({
  async *all(input = {}, options = {}) {
    let { url } = createRequestTemplate(baseUrl, operation, input, options);
    let described: OperationDescription = { ...operation, responses: { "2XX": readPage } };
    let pageInput = input;
    // Brent's algorithm: one address of the past is enough to notice a circle.
    let known = url;
    for (let count = 1, limit = 1; ; count++) {
      const page = (await call(pageInput, options, described)) as Page;
      for (const item of page.value) {
        options.signal?.throwIfAborted();
        yield item;
      }
      const link = page["@odata.nextLink"];
      if (!link) return;
      url = resolveLink(link, url);
      if (url === known)
        throw new TypeError("The next page was there before: the list has no end. Report it to the service.");
      // A next page is read by GET, also that of an operation with another method.
      const { body: _, ...others } = described;
      described = { ...others, method: "GET", url };
      pageInput = { ...input, body: undefined };
      if (count === limit) {
        known = url;
        limit *= 2;
      }
    }
  },
});

function readPage(response: Response, text: string): unknown {
  const page = readJson(response, text);
  if (!Array.isArray(Object(page).value)) throw page;
  return page;
}

/** @throws {TypeError} where the link leads to another server. */
function resolveLink(link: string, base: string): string {
  const [from, to] = [new URL(base), URL.canParse(link, base) ? new URL(link, base) : undefined];
  if (to?.origin === from.origin) return to.href;
  const place = to?.origin ?? "no address";
  throw new TypeError(
    `The next page is at ${place}, which is not the client's server ${from.origin}. Nothing was sent there.`,
  );
}
