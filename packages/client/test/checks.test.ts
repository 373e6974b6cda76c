import { describe, expect, it, vi } from "vitest";
import * as checks from "../src/checks/checks.ts";

const { all, anyOf, array, boolean, constant, dateTime, integer, maximum, maxLength, minimum, minLength } = checks;
const { exclusiveMaximum, exclusiveMinimum, forbidden, maxItems, minItems, multipleOf, nullable, number } = checks;
const { object, enumeration, pattern, required, string, uniqueItems, uuid } = checks;

describe.each<[name: string, check: checks.Check, rule: string, right: unknown[], wrong: unknown[]]>([
  ["integer", integer, "type integer", [0, -1, 1e20], [0.5, "1", null, Number.POSITIVE_INFINITY]],
  ["number", number, "type number", [0.5], ["1", null, Number.NaN]],
  ["string", string, "type string", ["", "a"], [1, null]],
  ["boolean", boolean, "type boolean", [true, false], [0, "true", null]],
  ["constant", constant("a"), 'const "a"', ["a"], ["b", null]],
  ["enumeration", enumeration(["a", null]), 'enum ["a",null]', ["a", null], ["b", undefined]],
  ["minimum", minimum(1), "minimum 1", [1, 2], [0]],
  ["maximum", maximum(1), "maximum 1", [1, 0], [2]],
  ["exclusiveMinimum", exclusiveMinimum(1), "exclusiveMinimum 1", [1.5], [1, 0]],
  ["exclusiveMaximum", exclusiveMaximum(1), "exclusiveMaximum 1", [0.5], [1, 2]],
  ["multipleOf", multipleOf(0.5), "multipleOf 0.5", [0, -1.5, 2], [0.75]],
  ["minLength", minLength(2), "minLength 2", ["ab", "😀😀"], ["a", "😀"]],
  ["maxLength", maxLength(1), "maxLength 1", ["", "😀"], ["ab"]],
  ["pattern", pattern("^a+.$"), "pattern ^a+.$", ["aab", "a😀"], ["b", "", "a😀😀"]],
  [
    "dateTime",
    dateTime,
    "format date-time",
    [
      ...["2016-02-29T23:59:59Z", "2017-01-01t00:00:00.1234567-08:00", "0001-01-01T00:00:00Z", "0000-02-29T00:00:00Z"],
      ...["2016-12-31T23:59:60Z", "2016-12-31t15:59:60.5-08:00"],
    ],
    [
      ...["", "2017-02-29T00:00:00Z", "2017-01-01T24:00:00Z", "2017-01-01T00:60:00Z", "2017-01-01T00:00:00+24:00"],
      ...["2017-13-01T00:00:00Z", "2017-01-01 00:00:00Z", "2017-01-01T00:00:00+0800", "2017-01-01T00:00:00"],
      ...["2017-01-01 2017-01-01T00:00:00Z", "2017-01-01T00:00:00Z "],
      ...["2016-12-31T12:00:60Z", "2016-12-31T23:59:60-08:00", "2016-12-31T23:59:61Z"],
    ],
  ],
  [
    "uuid",
    uuid,
    "format uuid",
    ["7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71", "7B1F8A52-6C1D-4E0B-8F5A-2D9F0C3E4B71"],
    [
      "",
      "7b1f8a526c1d4e0b8f5a2d9f0c3e4b71",
      "{7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71",
      "7b1f8a52-6c1d-4e0b-8f5a-2d9f0c3e4b71}",
    ],
  ],
  ["byte", checks.byte, "format byte", ["", "AA==", "AAA=", "+/aZ"], ["A", "AA", "AAA", "AA=A", "A-_=", " AA=="]],
  [
    "equalToAny",
    checks.equalToAny([[1], { a: 1, b: null }, "c"]),
    'enum [[1],{"a":1,"b":null},"c"]',
    [[1], { b: null, a: 1 }, "c"],
    [1, [[1]], { a: 1 }, [true], "d"],
  ],
  ["multipleOf of decimals", multipleOf(0.01), "multipleOf 0.01", [19.99, 0, -4.35, 1e22], [0.001, 19.999]],
  ["multipleOf of large numbers", multipleOf(0.123456789), "multipleOf 0.123456789", [0], [1e308]],
  ["minItems", minItems(1), "minItems 1", [[1], [1, 2]], [[]]],
  ["maxItems", maxItems(1), "maxItems 1", [[], [1]], [[1, 2]]],
  [
    "uniqueItems",
    uniqueItems,
    "uniqueItems",
    [
      [],
      [1, "1", null, [1]],
      [{ a: 1 }, { a: 2 }],
      [
        [1, 2],
        [2, 1],
      ],
    ],
    [
      [1, 1],
      [
        { a: 1, b: { c: 1, d: 2 } },
        { b: { d: 2, c: 1 }, a: 1 },
      ],
    ],
  ],
  ["array", array(integer), "type array", [[], [1, 2]], [{}, "1", null]],
  ["object", object({}, []), "type object", [{}, { a: 1 }], [[], "a", null, 1]],
])("%s", (_name, check, rule, right, wrong) => {
  it.each(right.map((value) => [value]))("takes %j", (value) => {
    expect(check(value)).toEqual([]);
  });

  it.each(wrong.map((value) => [value]))("refuses %j", (value) => {
    expect(check(value)).toEqual([{ path: "", rule, value }]);
  });
});

it("all stops at the first check that finds a violation", () => {
  const check = all(string, minLength(2), pattern("^a"));

  expect(check("ab")).toEqual([]);
  expect(check("b")).toEqual([{ path: "", rule: "minLength 2", value: "b" }]);
});

it("required refuses undefined", () => {
  expect(required(null)).toEqual([]);
  expect(required(undefined)).toEqual([{ path: "", rule: "required", value: undefined }]);
});

it("nullable takes null, and all that its check takes", () => {
  expect(nullable(string)(null)).toEqual([]);
  expect(nullable(string)(1)).toHaveLength(1);
});

it("anyOf takes what one of its checks takes, and otherwise gives the violations of all of them", () => {
  expect(anyOf(string, integer)(1)).toEqual([]);
  expect(anyOf(string, object({ a: integer }, []))({ a: 1 })).toEqual([]);
  expect(anyOf(string, integer)(null).map(({ rule }) => rule)).toEqual(["type string", "type integer"]);
});

it("anyOf gives only the violations of the branches that are of the value's type", () => {
  const check = anyOf(checks.constant(null), object({ a: integer }, []));

  expect(check({ a: "1" })).toEqual([{ path: "/a", rule: "type integer", value: "1" }]);
});

it("anyOf leaves out the violations of a branch that refuses the value itself, and parts of it", () => {
  const far: checks.Check = (value) => [
    { path: "/a", rule: "type integer", value: "1" },
    { path: "", rule: "enum", value },
  ];

  expect(anyOf(far, object({ a: boolean }, []))({ a: "1" })).toEqual([
    { path: "/a", rule: "type boolean", value: "1" },
  ]);
});

it("oneOf takes what exactly one of its checks takes", () => {
  const check = checks.oneOf(integer, minimum(2));

  expect(check(1)).toEqual([]);
  expect(check(2.5)).toEqual([]);
  expect(check(3)).toEqual([{ path: "", rule: "oneOf: 2 schemas match", value: 3 }]);
  expect(check(0.5).map(({ rule }) => rule)).toEqual(["type integer", "minimum 2"]);
});

it("discriminated gives the violations of the branch that the property names", () => {
  const check = checks.discriminated("kind", { a: object({ a: integer }, []), b: string });

  expect(check({ kind: "a", a: 1 })).toEqual([]);
  expect(check({ kind: "a", a: "1" }).map(({ path }) => path)).toEqual(["/a"]);
  expect(check({ kind: "toString" })).toEqual([{ path: "/kind", rule: 'enum ["a","b"]', value: "toString" }]);
  expect(check({})).toEqual([{ path: "/kind", rule: "required", value: undefined }]);
  expect(check(1)).toEqual([{ path: "", rule: "type object", value: 1 }]);
  expect(check(null)).toEqual([{ path: "", rule: "type object", value: null }]);
  expect(check({ kind: ["a"] }).map(({ path }) => path)).toEqual(["/kind"]);
});

it("every gives the violations of all of its checks, each once", () => {
  const check = checks.every(string, string, minLength(1));

  expect(check("a")).toEqual([]);
  expect(
    checks
      .every(
        integer,
        integer,
        string,
      )(null)
      .map(({ rule }) => rule),
  ).toEqual(["type integer", "type string"]);
});

it("lazy makes its check once, when it is needed", () => {
  const create = vi.fn(() => object({ next: check }, []));
  const check: checks.Check = checks.lazy(create);

  expect(create).not.toHaveBeenCalled();
  expect(check({ next: { next: 1 } })).toEqual([{ path: "/next/next", rule: "type object", value: 1 }]);
  expect(create).toHaveBeenCalledOnce();
});

it("when takes values of other types", () => {
  const tests = [checks.isString, checks.isNumber, checks.isArray, checks.isObject];

  const counts = ["a", 1, [], {}, null].map((value) => tests.map((test) => checks.when(test, forbidden)(value).length));

  expect(counts).toEqual([
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [0, 0, 0, 0],
  ]);
});

describe("unevaluated", () => {
  const a = object({ a: integer }, []);
  const b = object({ b: integer }, ["b"]);

  it.each<[what: string, check: checks.Check, right: object, wrong: object]>([
    ["the properties of an object", a, { a: 1 }, { b: 1 }],
    ["all properties where the others have a check", object({}, [], checks.any), { b: 1 }, {}],
    ["those of all checks", checks.every(a, b), { a: 1, b: 1 }, { b: 1, c: 1 }],
    ["those of the branches that match", anyOf(a, b), { a: 1 }, { a: 1, b: "1" }],
    ["those of an inner one", checks.unevaluated(a, checks.any), { a: 1, b: 1 }, {}],
    ["all where a keyword is not known", checks.evaluateAll, { c: 1 }, {}],
    [
      "those of the branch that is chosen",
      checks.discriminated("a", { x: object({ a: string }, []) }),
      { a: "x" },
      { a: "x", b: 1 },
    ],
    ["those of a check that is made later", checks.nullable(checks.lazy(() => a)), { a: 1 }, { b: 1 }],
  ])("knows %s", (_what, check, right, wrong) => {
    const closed = checks.unevaluated(check, forbidden);

    expect(closed(right)).toEqual([]);
    if (Object.keys(wrong).length > 0)
      expect(closed(wrong)).toContainEqual(expect.objectContaining({ rule: "may not be written" }));
  });

  it("takes what is no object", () => {
    expect(checks.unevaluated(checks.any, forbidden)([1])).toEqual([]);
    expect(checks.unevaluated(checks.evaluateAll, forbidden)(1)).toEqual([]);
  });
});

it("array gives the path of the wrong item", () => {
  expect(array(integer)([1, "2"])).toEqual([{ path: "/1", rule: "type integer", value: "2" }]);
});

describe("object", () => {
  const check = object({ a: integer, b: object({ c: string }, ["c"]) }, ["a"]);

  it("gives the path of a wrong property", () => {
    expect(check({ a: 1, b: { c: 1 } })).toEqual([{ path: "/b/c", rule: "type string", value: 1 }]);
  });

  it("gives the paths of missing properties", () => {
    expect(check({ b: {} })).toEqual([
      { path: "/a", rule: "required", value: undefined },
      { path: "/b/c", rule: "required", value: undefined },
    ]);
  });

  it("misses a required property whose name every object inherits", () => {
    expect(object({}, ["toString"])({})).toEqual([{ path: "/toString", rule: "required", value: undefined }]);
  });

  it("escapes a property's name for the JSON pointer", () => {
    expect(object({}, [], forbidden)({ "a/b~c": 1 }).map(({ path }) => path)).toEqual(["/a~1b~0c"]);
  });

  it("checks other properties with their own check", () => {
    expect(object({ a: integer }, [], string)({ a: 1, b: "1", c: 1 })).toEqual([
      { path: "/c", rule: "type string", value: 1 },
    ]);
  });

  it("takes other properties, unless they are forbidden", () => {
    expect(check({ a: 1, toString: 1 })).toEqual([]);
    expect(object({}, [], forbidden)({ toString: 1 })).toEqual([
      { path: "/toString", rule: "may not be written", value: 1 },
    ]);
  });
});
