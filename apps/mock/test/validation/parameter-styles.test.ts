import { describe, expect, it } from "vitest";
import type { Mock } from "../../src/index.ts";
import { createDocument } from "../helpers/documents.ts";
import { get, readError, temporaryMock } from "../helpers/requests.ts";

const responses = { 200: { description: "done" } };
const numbers = { type: "array", items: { type: "integer" } };
const point = {
  type: "object",
  required: ["x"],
  properties: { x: { type: "integer" }, Y: { type: "integer" }, label: { type: "string" } },
};

function serve(path: string, ...parameters: object[]): Promise<Mock> {
  return temporaryMock({ spec: createDocument({ [path]: { get: { parameters, responses } } }) });
}

async function expectStatuses(mock: Mock, targets: readonly string[], status: number): Promise<void> {
  for (const target of targets) {
    const response = await fetch(mock.url + target);
    expect([target, response.status]).toEqual([target, status]);
  }
}

/** Expects that the mock takes the first targets, which begin with the same text, and refuses the others. */
async function expectVerdicts(mock: Mock, start: string, right: readonly string[], wrong: readonly string[]) {
  const complete = (targets: readonly string[]) => targets.map((target) => start + target);
  await expectStatuses(mock, complete(right), 200);
  await expectStatuses(mock, complete(wrong), 400);
}

describe("a parameter in the path", () => {
  it.each<[string, boolean, object, string[], string[]]>([
    ["simple", false, numbers, ["1", "1,2"], ["1,a", "1,0x1"]],
    ["simple", true, numbers, ["1,2"], ["a"]],
    ["simple", false, point, ["x,1", "x,1,Y,2"], ["x,a", "Y,1", "x,1,Y,0x1"]],
    ["simple", true, point, ["x=1", "x=1,Y=2,label=a=b"], ["x=a", "Y=1"]],
    ["label", false, { type: "integer" }, [".1"], ["1", ".a", ".0x1"]],
    ["label", false, numbers, [".1", ".1,2"], ["1", ".1,a"]],
    ["label", true, numbers, [".1.2"], [".1.a", ".1,2"]],
    ["label", false, point, [".x,1"], [".x,a", ".Y,1"]],
    ["label", true, point, [".x=1.Y=2"], [".x=a"]],
    ["matrix", false, { type: "integer" }, [";p=1"], ["1", ";p=a", ";q=1", ";p=+1"]],
    ["matrix", false, numbers, [";p=1,2"], [";p=1,a"]],
    ["matrix", true, numbers, [";p=1;p=2"], [";p=1;p=a", ";q=1"]],
    ["matrix", false, point, [";p=x,1,Y,2"], [";p=x,a"]],
    ["matrix", true, point, [";x=1;Y=2"], [";x=a", "x=1"]],
    ["matrix", true, { type: "integer" }, [";p=1"], [";p=a"]],
    ["matrix", true, { type: "object", properties: { x: { type: "integer" } } }, [";x=1"], ["x=1"]],
    ["matrix", true, { ...point, additionalProperties: false }, [";x=1;Y=2"], [";x=1;z=2"]],
    ["simple", true, { type: "object", properties: { x: { const: "a=b" } } }, ["x=a=b"], ["x=ab"]],
  ])("of style %s, explode %s", async (style, explode, schema, right, wrong) => {
    const mock = await serve("/a/{p}", { in: "path", name: "p", required: true, style, explode, schema });

    await expectVerdicts(mock, "/a/", right, wrong);
  });

  it.each([
    ["label", "."],
    ["matrix", ";p="],
  ])("says how a value of style %s begins", async (style, start) => {
    const schema = { type: "integer" };
    const mock = await serve("/a/{p}", { in: "path", name: "p", required: true, style, schema });

    const message = `Request path parameter p must begin with "${start}" (style ${style}).`;
    expect(readError(await get(mock, {}, "/a/1")).details).toEqual([{ code: "style", message, target: "/path/p" }]);
  });
});

describe("a parameter in the query", () => {
  it.each<[string, boolean | undefined, object, string[], string[]]>([
    ["form", undefined, numbers, ["", "p=1", "p=1&p=2"], ["p=a", "p=1&p=a", "p=a&p=1", "p=0x1&p=1", "p="]],
    ["form", false, numbers, ["", "p=1,2", "p=1%2C2"], ["p=1,a", "p=1,0x1"]],
    ["form", true, point, ["", "x=1", "x=1&Y=2"], ["x=a", "Y=1", "x=1&Y=0x1"]],
    ["form", true, { type: "object", properties: { x: {} }, maxProperties: 1 }, ["x=1", "x=1&z=2"], []],
    ["form", true, { type: "object", maxProperties: 1 }, ["x=1", "z=1"], ["x=1&z=1"]],
    ["form", true, { allOf: [point, { additionalProperties: { type: "integer" } }] }, ["x=1&z=2"], ["x=1&z=a"]],
    ["form", undefined, { items: { type: "integer" } }, ["p=1", "p=1&p=2"], ["p=a"]],
    ["form", false, point, ["", "p=x,1", "p=x,1,Y,2"], ["p=x,a", "p=Y,1"]],
    ["form", false, { type: "object", properties: { x: { type: "integer" } } }, ["p=x,1"], ["p=", "p=x,a"]],
    ["form", false, { type: "integer" }, ["p=1"], ["p=a", "p=1&p=2", "p=1,2"]],
    ["form", false, { ...point, additionalProperties: false }, ["p=x,1,Y,2"], ["p=x,1,2,Y"]],
    ["form", undefined, { type: ["array", "null"], items: { type: "integer" } }, ["p=1", "p=1&p=2"], ["p=a"]],
    ["form", undefined, { type: ["array", "string"], items: { type: "integer" } }, ["p=a", "p=1&p=2"], ["p=1&p=a"]],
    ["spaceDelimited", false, numbers, ["", "p=1", "p=1%202", "p=1+2"], ["p=1%20a"]],
    ["spaceDelimited", true, numbers, ["", "p=1&p=2"], ["p=1&p=a"]],
    ["spaceDelimited", false, point, ["", "p=x%201"], ["p=x%20a"]],
    ["spaceDelimited", false, { type: "integer" }, ["", "p=1"], ["p=a"]],
    ["pipeDelimited", false, numbers, ["", "p=1|2", "p=1%7C2"], ["p=1|a"]],
    ["pipeDelimited", undefined, numbers, ["", "p=1|2"], ["p=1|a"]],
    ["deepObject", true, { type: "integer" }, ["", "p=1"], ["p=a"]],
    ["deepObject", true, { properties: { x: { type: "integer" } } }, ["p[x]=1"], ["p[x]=a"]],
    ["deepObject", true, point, ["p[x]=1&p[0]=a", "p[Ya=a"], ["p[Y]=a"]],
    ["deepObject", true, { type: "object", maxProperties: 0 }, [`p${"[a]".repeat(17)}=1`], [`p${"[a]".repeat(16)}=1`]],
    ["deepObject", true, point, ["", "p[x]=1", "p[x]=1&p[Y]=2", "p%5Bx%5D=1"], ["p[x]=a", "p[Y]=1", "p[x]=1&p[Y]=0x1"]],
    ["deepObject", true, { type: "object", properties: { a: point } }, ["", "p[a][x]=1"], ["p[a][x]=a", "p[a][Y]=1"]],
    [
      "deepObject",
      true,
      { type: "object", properties: { a: numbers } },
      ["p[a][]=1&p[a][]=2", "p[a][0]=1"],
      ["p[a][]=a"],
    ],
    ["deepObject", true, { type: "string" }, ["", "p=a"], []],
    ["form", undefined, { type: ["array", "null"], items: { type: "integer" } }, ["", "p=1&p=2"], ["p=a"]],
    ["form", undefined, { anyOf: [{ type: "integer" }, numbers] }, ["p=1", "p=1&p=2"], ["p=a", "p=1&p=a"]],
    ["form", undefined, { allOf: [numbers] }, ["p=1", "p=1&p=2"], ["p=a"]],
    [
      "form",
      undefined,
      {
        oneOf: [
          { type: "integer", maximum: 9 },
          { type: "string", enum: ["all"] },
        ],
      },
      ["p=5", "p=all"],
      ["p=10", "p=0x1", "p=any", "p="],
    ],
    ["form", undefined, { oneOf: [{ type: "boolean" }, { type: "integer" }] }, ["p=true", "p=1"], ["p=TRUE", "p=null"]],
    [
      "deepObject",
      true,
      { type: "object", patternProperties: { "^n": { type: "integer" } }, additionalProperties: { type: "boolean" } },
      ["p[n]=1", "p[a]=true"],
      ["p[n]=true", "p[a]=1"],
    ],
    ["form", undefined, {}, ["", "p=1", "p=1&p=a"], []],
  ])("of style %s, explode %s", async (style, explode, schema, right, wrong) => {
    const mock = await serve("/a", { in: "query", name: "p", style, explode, schema });

    await expectVerdicts(mock, "/a?", right, wrong);
  });

  it("is asked for where it is required", async () => {
    const mock = await serve("/a", { in: "query", name: "ids", required: true, schema: numbers });

    expect(readError(await get(mock, {}, "/a")).details).toEqual([
      { code: "required", message: "Request query must have required property 'ids'.", target: "/query/ids" },
    ]);
  });

  it("may hold any members that are no other parameters, where the document names none", async () => {
    const any = { type: "object", additionalProperties: { type: "integer" } };
    const other = { in: "query", name: "other", schema: { type: "string" } };
    const mock = await serve("/a", { in: "query", name: "p", required: true, explode: true, schema: any }, other);

    await expectStatuses(mock, ["/a?a=1&b=2", "/a?a=1&other=b", "/a"], 200);
    await expectStatuses(mock, ["/a?a=b", "/a?a=0x1"], 400);
  });

  it.each([
    ["form", { type: "object", properties: { x: { type: "integer" } } }],
    ["deepObject", { type: "object", properties: { x: { type: "integer" } } }],
    ["deepObject", numbers],
  ])("of style %s may have no members, though it is required", async (style, schema) => {
    const mock = await serve("/a", { in: "query", name: "p", required: true, style, explode: true, schema });

    await expectStatuses(mock, ["/a"], 200);
  });

  it("may be empty with allowEmptyValue", async () => {
    const schema = { type: "integer" };
    const mock = await serve("/a", { in: "query", name: "p", required: true, allowEmptyValue: true, schema });

    await expectStatuses(mock, ["/a?p=", "/a?p", "/a?p=1"], 200);
    await expectStatuses(mock, ["/a", "/a?p=a"], 400);
  });

  it("may have reserved characters, and a name with special ones", async () => {
    const reserved = { in: "query", name: "filter[a/b~c].d", allowReserved: true, schema: { maxLength: 5 } };
    const mock = await serve("/a", reserved);

    await expectStatuses(mock, ["/a?filter[a/b~c].d=/?:@1"], 200);
    const response = await get(mock, {}, "/a?filter[a/b~c].d=/?:@12");
    expect(readError(response).target).toBe("/query/filter[a~1b~0c].d");
  });

  it("may refer to itself", async () => {
    const tree = {
      anyOf: [{ type: "integer" }, { type: "object", properties: { a: { $ref: "#/components/schemas/Tree" } } }],
    };
    const schema = { type: "object", properties: { a: { $ref: "#/components/schemas/Tree" } } };
    const parameters = [{ in: "query", name: "p", style: "deepObject", schema }];
    const paths = { "/a": { get: { parameters, responses } } };
    const mock = await temporaryMock({ spec: createDocument(paths, { components: { schemas: { Tree: tree } } }) });

    await expectStatuses(mock, ["/a?p[a]=1", "/a?p[a][a][a]=1"], 200);
    await expectStatuses(mock, ["/a?p[a]=b", "/a?p[a][a][a]=0x1"], 400);
  });

  it("has a member in the place of its error", async () => {
    const mock = await serve("/a", { in: "query", name: "p", style: "deepObject", schema: point });

    expect(readError(await get(mock, {}, "/a?p[x]=a")).details).toEqual([
      { code: "type", message: "Request query parameter p.x must be integer.", target: "/query/p/x" },
    ]);
    expect(readError(await get(mock, {}, "/a?p[x]=0x1")).target).toBe("/query/p/x");
  });

  it("says which member of a closed object there is not", async () => {
    const closed = { ...point, additionalProperties: false };
    const mock = await serve("/a", { in: "query", name: "p", style: "deepObject", schema: closed });

    const message = "Request query parameter p must NOT have additional properties; found 'z'.";
    expect(readError(await get(mock, {}, "/a?p[x]=1&p[z]=1")).details).toEqual([
      { code: "additionalProperties", message, target: "/query/p/z" },
    ]);
  });

  it("that has a content is JSON", async () => {
    const content = { "application/json": { schema: point } };
    const mock = await serve("/a", { in: "query", name: "p", content });
    const target = (value: unknown) => `/a?p=${encodeURIComponent(JSON.stringify(value))}`;

    await expectStatuses(mock, ["/a", target({ x: 1 })], 200);
    await expectStatuses(mock, ["/a?p={", "/a?p=", target({ x: "1" }), target({ Y: 1 })], 400);
    expect(readError(await get(mock, {}, "/a?p={")).details).toEqual([
      { code: "json", message: "Request query parameter p must be valid JSON.", target: "/query/p" },
    ]);
    expect(readError(await get(mock, {}, target({ x: "1" }))).message).toBe(
      "Request query parameter p.x must be integer.",
    );
  });

  it("of any other content is taken as it is", async () => {
    const mock = await serve("/a", { in: "query", name: "p", content: { "application/xml": { schema: point } } });

    await expectStatuses(mock, ["/a?p=<a/>"], 200);
  });
});

describe("a text of several possible types", () => {
  const either = ["integer", "string"];

  it.each<[string, object, string[], string[]]>([
    ["a text", { type: either, enum: ["12"] }, ["p=12"], ["p=1"]],
    ["a number", { type: either, enum: [12] }, ["p=12"], ["p=1"]],
    ["a boolean", { type: ["boolean", "string"], enum: [true] }, ["p=true"], ["p=false"]],
    ["a list of both", { type: "array", items: { type: either, enum: ["1", 2] } }, ["p=1&p=1", "p=2&p=2"], ["p=3"]],
  ])("is %s where the schema says so", async (_what, schema, right, wrong) => {
    const mock = await serve("/a", { in: "query", name: "p", schema });

    await expectVerdicts(mock, "/a?", right, wrong);
  });

  it("does not depend on the other texts of its parameter", async () => {
    const properties = {
      code: { type: either, enum: ["12"] },
      limit: { anyOf: [{ type: "integer" }, { type: "string", enum: ["all"] }] },
    };
    const schema = { type: "object", properties };
    const mock = await serve("/a", { in: "query", name: "p", style: "deepObject", schema });

    await expectStatuses(mock, ["/a?p[code]=12&p[limit]=5", "/a?p[code]=12&p[limit]=all"], 200);
    expect(readError(await get(mock, {}, "/a?p[code]=1&p[limit]=5")).details.map(({ target }) => target)).toEqual([
      "/query/p/code",
    ]);
  });

  it("depends on them where the schema says so", async () => {
    const create = (kind: string, type: string) => ({
      type: "object",
      required: ["kind", "value"],
      properties: { kind: { const: kind }, value: { type } },
    });
    const schema = { oneOf: [create("number", "integer"), create("text", "string")] };
    const mock = await serve("/a", { in: "query", name: "p", style: "deepObject", schema });

    await expectStatuses(mock, ["/a?p[kind]=number&p[value]=5", "/a?p[kind]=text&p[value]=5"], 200);
    await expectStatuses(mock, ["/a?p[kind]=number&p[value]=a"], 400);
  });

  it("has the type of its place in a list", async () => {
    const items = [{ type: "integer" }, { type: "boolean" }];
    const schema = { type: "array", items, additionalItems: { type: "number", maximum: 9 } };
    const mock = await serve("/a", { in: "query", name: "p", schema });

    await expectStatuses(mock, ["/a?p=1&p=true", "/a?p=1&p=true&p=3&p=4"], 200);
    await expectStatuses(mock, ["/a?p=true&p=1", "/a?p=1&p=true&p=10", "/a?p=1&p=true&p=false"], 400);
  });

  it("has the type of the properties whose names have a pattern", async () => {
    const schema = { type: "object", patternProperties: { "^\\p{Lu}": { type: "integer" } } };
    const mock = await serve("/a", { in: "query", name: "p", style: "deepObject", schema });

    await expectStatuses(mock, ["/a?p[%C3%84]=1", "/a?p[a]=x"], 200);
    await expectStatuses(mock, ["/a?p[%C3%84]=x"], 400);
  });
});

describe("beside other parameters", () => {
  const integers = { type: "object", additionalProperties: { type: "integer" } };

  it("an object takes the members that are no parameters, and those with its own name", async () => {
    const others = ["q", "r"].map((name) => ({ in: "query", name }));
    const mock = await serve("/a", { in: "query", name: "p", schema: integers }, ...others);

    await expectStatuses(mock, ["/a?q=x", "/a?q=x&r=x&a=1&p=2"], 200);
    await expectStatuses(mock, ["/a?a=x", "/a?q=x&p=x"], 400);
  });

  it("a list with commas in its items is read", async () => {
    const schema = { type: "array", items: { enum: ["a", "c,d"] } };
    const list = { in: "query", name: "ids[]", explode: false, schema };
    const mock = await serve("/a", { in: "query", name: "q", schema: numbers }, list);

    await expectStatuses(mock, ["/a?q=1&q=2&ids[]=a,c%2Cd", "/a?ids%5B%5D=a,c%2Cd"], 200);
    await expectStatuses(mock, ["/a?q=1&ids%5B%5D=a,c,d"], 400);
  });

  it("a name is decoded once", async () => {
    const schema = { type: "integer" };
    const mock = await serve("/a", { in: "query", name: "a%41", schema }, { in: "query", name: "a[]", schema });

    await expectStatuses(mock, ["/a?a%2541=1", "/a?a%41=x", "/a?a%5B%5D=1"], 200);
    await expectStatuses(mock, ["/a?a%2541=x", "/a?a%5B%5D=x"], 400);
  });
});

describe("an empty parameter", () => {
  it.each([
    ["string", "required", "Request query must have required property 'p'.", "/query/p"],
    ["integer", "type", "Request query parameter p must be integer.", "/query/p"],
  ])("that is required, and a %s, is none", async (type, code, message, target) => {
    const mock = await serve("/a", { in: "query", name: "p", required: true, schema: { type } });

    for (const query of type === "string" ? ["", "?p="] : ["?p="])
      expect(readError(await get(mock, {}, `/a${query}`)).details).toEqual([{ code, message, target }]);
  });

  const permitted = { in: "query", name: "p", allowEmptyValue: true };
  const closed = { type: "array", items: { type: "integer" } };

  it.each<[string, object, string[], string[]]>([
    ["a number", { type: "integer" }, ["p=", "p"], ["p=a"]],
    ["a list", closed, ["p=", "p"], ["p=a", "p=1&p=", "p=&p=1"]],
  ])("%s may be where the document permits it", async (_what, schema, right, wrong) => {
    const mock = await serve("/a", { ...permitted, schema });

    await expectVerdicts(mock, "/a?", right, wrong);
  });
});

describe("a parameter in a header", () => {
  it("has its spaces where it is no list", async () => {
    const mock = await serve("/a", { in: "header", name: "X-P", schema: { enum: ["a , b"] } });

    expect((await get(mock, { "x-p": "a , b" }, "/a")).status).toBe(200);
    expect((await get(mock, { "x-p": "a,b" }, "/a")).status).toBe(400);
  });

  it.each<[boolean, object, string[], string[]]>([
    [false, { type: "integer" }, ["1"], ["a", "0x1"]],
    [false, numbers, ["1", "1,2", "1, 2", "1\t,2"], ["a", "1,a", "1 2"]],
    [false, point, ["x,1", "x, 1"], ["x,a", "Y,1"]],
    [true, point, ["x=1,Y=2", "x=1, Y=2"], ["x=a"]],
  ])("of style simple, explode %s", async (explode, schema, right, wrong) => {
    const mock = await serve("/a", { in: "header", name: "X-P", explode, schema });
    const getStatus = async (value: string) => (await get(mock, { "x-p": value }, "/a")).status;

    expect((await get(mock, {}, "/a")).status).toBe(200);
    for (const value of right) expect([value, await getStatus(value)]).toEqual([value, 200]);
    for (const value of wrong) expect([value, await getStatus(value)]).toEqual([value, 400]);
  });
});

describe("a parameter in a cookie", () => {
  it("is named in an error", async () => {
    const mock = await serve("/a", { in: "cookie", name: "p", schema: { type: "integer" } });

    expect(readError(await get(mock, { cookie: "p=a" }, "/a")).details).toEqual([
      { code: "type", message: "Request cookie parameter p must be integer.", target: "/cookie/p" },
    ]);
  });

  it.each<[boolean | undefined, object, string[], string[]]>([
    [undefined, { type: "integer" }, ["p=1", "a=b; p=1", "p=%31"], ["p=a", "p=0x1", "a=1", ""]],
    [false, numbers, ["p=1,2"], ["p=1,a"]],
    [true, point, ["x=1; Y=2"], ["x=a", "Y=1"]],
    [false, point, ["p=x,1"], ["p=x,a"]],
  ])("of style form, explode %s", async (explode, schema, right, wrong) => {
    const mock = await serve("/a", { in: "cookie", name: "p", required: true, explode, schema });
    const getStatus = async (cookie: string) => (await get(mock, { cookie }, "/a")).status;

    for (const value of right) expect([value, await getStatus(value)]).toEqual([value, 200]);
    for (const value of wrong) expect([value, await getStatus(value)]).toEqual([value, 400]);
  });
});
