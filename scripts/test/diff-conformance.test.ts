// `npm run diff:conformance` with tests of our own in the form of oasdiff's.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { formatInFull, formatReport } from "../diff-conformance/format-report.ts";
import { type Report, runConformance } from "../diff-conformance/run.ts";

const rules = `package checker

const (
	LimitLoweredId = "limit-lowered"
	LimitRaisedId = "limit-raised"
	SunsetPassedId = "sunset-passed"
)

var rules = []Rule{
	newBackwardCompatibilityRule(LimitLoweredId, ERR, LimitCheck),
	newBackwardCompatibilityRule(LimitRaisedId, INFO, LimitCheck),
	newBackwardCompatibilityRule(SunsetPassedId, ERR, SunsetCheck),
}
`;

const helpers = `package checker_test

func open(file string) (*load.SpecInfo, error) {
	return load.NewSpecInfo(openapi3.NewLoader(), load.NewSource(file))
}

func allChecks() *checker.Config {
	return checker.NewConfig(checker.GetAllChecks())
}

func hasFinding(changes checker.Changes, id string) bool {
	for _, change := range changes {
		if change.GetId() == id {
			return true
		}
	}
	return false
}
`;

const base = {
  openapi: "3.1.0",
  info: { title: "Books", version: "1.0.0" },
  paths: {
    "/books": {
      post: {
        operationId: "addBook",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } } },
        responses: { 204: { description: "The book is added." } },
      },
    },
  },
  components: {
    schemas: {
      Book: { type: "object", properties: { title: { type: "string", maxLength: 20 }, note: { type: "string" } } },
    },
  },
};

const next = structuredClone(base);
next.components.schemas.Book.properties.title.maxLength = 10;

/** A test function that compares two specs with all checks, down to this level. */
function writeTest(name: string, changes: string, level: string, requirements: string): string {
  return `
func ${name}(t *testing.T) {
	s1, err := open("../data/base.json")
	require.NoError(t, err)
	s2, err := open("../data/base.json")
	require.NoError(t, err)
${changes}
	d, osm, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), s1, s2)
	require.NoError(t, err)
	errs := checker.CheckBackwardCompatibilityUntilLevel(allChecks(), d, osm, checker.${level})
${requirements}
}
`;
}

/** Runs tests in a folder like a checkout of oasdiff. */
async function runTests(...tests: readonly string[]): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), "oasdiff-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "checker"));
  await mkdir(join(folder, "data"));
  await writeFile(join(folder, "checker", "rules.go"), rules);
  await writeFile(join(folder, "checker", "helpers_test.go"), helpers);
  await writeFile(join(folder, "checker", "books_test.go"), `package checker_test\n${tests.join("")}`);
  await writeFile(join(folder, "data", "base.json"), JSON.stringify(base));
  await writeFile(join(folder, "data", "next.json"), JSON.stringify(next));
  return runConformance(folder);
}

const title = `s2.Spec.Components.Schemas["Book"].Value.Properties["title"].Value`;
const post = `s2.Spec.Paths.Value("/books").Post`;

it("agrees where both sides say the same about two files", async () => {
  const test = writeTest("TestLowered", "", "INFO", "require.True(t, hasFinding(errs, checker.LimitLoweredId))");

  const { results, skipped } = await runTests(
    test.replace('s2, err := open("../data/base.json")', 's2, err := open("../data/next.json")'),
  );

  expect(skipped).toEqual(new Map());
  expect(results).toMatchObject([{ name: "TestLowered", outcome: "agree", changes: [{ bump: "major" }] }]);
});

it("reads what a test changes in its specs", async () => {
  const body = `${post}.RequestBody.Value.Content["application/json"].Schema.Value.Properties`;
  const { results } = await runTests(
    writeTest("TestPointer", `limit := uint64(0)\n${title}.MaxLength = &limit`, "WARN", "require.NotEmpty(t, errs)"),
    writeTest("TestDeleted", `delete(${body}, "note")`, "WARN", "require.Len(t, errs, 1)"),
    writeTest("TestList", `${title}.Type = &openapi3.Types{"string", "null"}`, "WARN", "require.Empty(t, errs)"),
    writeTest("TestZero", `${title}.MaxLength = nil\n${post}.Deprecated = false`, "WARN", "require.Empty(t, errs)"),
  );

  const specs = results.map(({ pair }) => pair.next);
  expect(specs).toMatchObject([
    { components: { schemas: { Book: { properties: { title: { maxLength: 0 } } } } } },
    { components: { schemas: { Book: { properties: { title: {} } } } } },
    { components: { schemas: { Book: { properties: { title: { type: ["string", "null"] } } } } } },
    { components: { schemas: { Book: { properties: { title: { type: "string" } } } } } },
  ]);
  expect(specs[1]).not.toHaveProperty("components.schemas.Book.properties.note");
  expect(specs[3]).not.toHaveProperty("components.schemas.Book.properties.title.maxLength");
  expect(specs[3]).not.toHaveProperty(["paths", "/books", "post", "deprecated"]);
});

it("shows a verdict that is too small, and one that is too large", async () => {
  const report = await runTests(
    writeTest("TestSmall", `${title}.Description = "New."`, "WARN", "require.NotEmpty(t, errs)"),
    writeTest("TestLarge", `${title}.MinLength = 3`, "WARN", "require.Empty(t, errs)"),
  );

  expect(report.results.map(({ outcome }) => outcome)).toEqual(["too small", "too large"]);
  const text = formatReport(report);
  expect(text).toContain("too small  TestSmall: breaking []\n    ours: patch (1) documentation: ");
  expect(text).toContain("too large  TestLarge: not breaking []\n    ours: major (1) ");
  expect(text).toContain("2 pairs read, 0 tests skipped\n     0  agree");
  expect(formatInFull(report)).toContain("too large TestLarge: not breaking []\n  ours:\n    major (");
});

it("is not sure where a test does not look at all findings", async () => {
  const requirement = "require.Equal(t, checker.LimitRaisedId, errs[0].GetId())";

  const { results } = await runTests(writeTest("TestPart", `${title}.MinLength = 3`, "INFO", requirement));

  expect(results).toMatchObject([{ outcome: "unsure", expected: { isBreaking: false, isPartial: true } }]);
});

it("counts what differs by policy with its reason", async () => {
  const requirement = `require.Equal(t, checker.ApiChange{Id: checker.SunsetPassedId}, errs[0])`;
  const change = `${post}.Extensions = map[string]any{"x-sunset": "2000-01-01"}`;

  const report = await runTests(writeTest("TestSunset", change, "INFO", requirement));

  expect(report.results).toMatchObject([{ outcome: "policy", reason: expect.stringContaining("x-sunset") }]);
  expect(formatReport(report)).toMatch(/differ by policy:\n +1 {2}x-sunset is an extension/);
});

it("skips a test that it cannot read, that compares nothing, or that decides nothing", async () => {
  const { results, skipped } = await runTests(
    writeTest("TestUnknown", `${post}.Responses.Shuffle()`, "WARN", "require.Empty(t, errs)"),
    "\nfunc TestText(t *testing.T) {\n	require.Equal(t, 1, len(osm.Name()))\n}\n",
    writeTest("TestNothing", "", "INFO", "require.False(t, hasFinding(errs, checker.LimitLoweredId))"),
    writeTest("TestOrphan", `delete(s2.Spec.Components.Schemas, "Book")`, "INFO", "require.NotEmpty(t, errs)"),
  );

  expect(results).toEqual([]);
  expect(skipped).toEqual(
    new Map([
      ["TestUnknown", "the method Shuffle of a spec"],
      ["TestText", "it compares no documents"],
      ["TestNothing", "it requires nothing that says whether the change breaks"],
      ["TestOrphan", "the test deletes what a reference points to"],
    ]),
  );
});
