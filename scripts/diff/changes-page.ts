import { escaped, publishPage } from "@run-summary/docs";
import { type OpenApiDocument, operationsOf } from "@run-summary/spec";
import { bundleSource } from "@run-summary/spec/source";
import { type Change, changesBetween } from "./changes-between.ts";
import { plannedStep } from "./planned-step.ts";
import { allReleases, type Release } from "./release.ts";
import type { Step } from "./rules.ts";

const headings: Readonly<Record<Step, string>> = {
  major: "Breaking",
  minor: "Compatible",
  patch: "Without effect on callers",
};

/** Writes the site's page of what each release of the contract changed: what is not released yet, then the newest first. */
export async function writeChangesPage(): Promise<void> {
  const releases = await allReleases();
  const sections = releases.map(async ({ name, document, version, date }, index) => {
    const before = releases[index + 1];
    const what = before
      ? changesIn(await changesBetween(before.document, document))
      : `<p>The first release, with ${operationsIn(document)}.</p>`;
    return `<h2 id="${escaped(name)}">${escaped(version ?? name)}</h2>\n<p>Released on ${date}.</p>\n${what}`;
  });
  const parts = [
    "<h1>Changes</h1>",
    `<p>What changed for those who call the API, in each release of its description.
<a href="how-the-contract-changes.html">How the contract changes</a> says what breaks, and how to be ready.</p>`,
    await unreleased(releases[0]),
    ...(await Promise.all(sections)),
  ];
  await publishPage({ name: "changes", title: "Changes", html: parts.join("\n") });
}

async function unreleased(last: Release | undefined): Promise<string> {
  const document = await bundleSource();
  const { version, step, changesets } = await plannedStep(last?.version);
  const plans = changesets.map(({ summary }) => `<li>${escaped(summary)}</li>`);
  const planned = plans.length > 0 ? `<ul>${plans.join("")}</ul>` : "";
  if (last === undefined) {
    return `<h2>Not released yet</h2>
<p>There is no release yet. The first one will be ${version}, with ${operationsIn(document)}.</p>\n${planned}`;
  }
  const changes = await changesBetween(last.document, document);
  const next = step === "none" ? "" : ` The next release will be ${version}.`;
  return `<h2>Not released yet</h2>\n<p>Since ${escaped(last.version ?? last.name)}.${next}</p>
${planned}${changesIn(changes)}`;
}

function operationsIn(document: OpenApiDocument): string {
  return operationsOf(document)
    .map(({ summary }) => escaped(summary))
    .join(", ");
}

function changesIn(changes: readonly Change[]): string {
  if (changes.length === 0) return "<p>The contract is the same.</p>";
  return (["major", "minor", "patch"] as const)
    .map((step) => ({ step, rows: changes.filter((change) => change.step === step).map(rowOf) }))
    .filter(({ rows }) => rows.length > 0)
    .map(
      ({ step, rows }) => `<h3>${headings[step]}</h3>
<table><thead><tr><th>Where</th><th>What</th><th>Why</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>`,
    )
    .join("\n");
}

function rowOf({ where, what, why }: Change): string {
  return `<tr><td>${escaped(where)}</td><td><code>${escaped(what)}</code></td><td>${escaped(why)}</td></tr>`;
}
