import { escapeHtml, publishPage } from "@run-summary/docs";
import { listOperations, type OpenApiDocument } from "@run-summary/openapi";
import { bundleSource } from "@run-summary/spec/source";
import { type Change, compareDocuments } from "./compare/compare-documents.ts";
import { type VersionBump, versionBumps } from "./compare/version-bump.ts";
import { readPlannedRelease } from "./planned-release.ts";
import { listReleases, type Release } from "./releases.ts";
import { describeEffect } from "./report.ts";

const headings: Readonly<Record<VersionBump, string>> = {
  major: "Breaking",
  minor: "Compatible",
  patch: "Without effect on callers",
};

/** Writes the site's page of changes: first the unreleased ones, then those of each release, the newest first. */
export async function writeChangesPage(): Promise<void> {
  const releases = await listReleases();
  const sections = releases.map((release, index) => formatRelease(release, releases[index + 1]));
  const parts = [
    "<h1>Changes</h1>",
    `<p>What changed for those who call the API, in each release of its description.
<a href="how-the-contract-changes.html">How the contract changes</a> says what breaks, and how to be ready.</p>`,
    await formatUnreleased(releases[0]),
    ...(await Promise.all(sections)),
  ];
  await publishPage({ name: "changes", title: "Changes", html: parts.join("\n") });
}

async function formatRelease({ name, document, version, date }: Release, before?: Release): Promise<string> {
  const changes = before
    ? formatChanges(await compareDocuments(before.document, document))
    : `<p>The first release, with ${listSummaries(document)}.</p>`;
  return `<h2 id="${escapeHtml(name)}">${escapeHtml(version ?? name)}</h2>\n<p>Released on ${date}.</p>\n${changes}`;
}

async function formatUnreleased(last: Release | undefined): Promise<string> {
  const document = await bundleSource();
  const { version, bump, changesets } = await readPlannedRelease(last?.version);
  const plans = changesets.map(({ summary }) => `<li>${escapeHtml(summary)}</li>`);
  const planned = plans.length > 0 ? `<ul>${plans.join("")}</ul>` : "";
  if (last === undefined) {
    return `<h2>Not released yet</h2>
<p>There is no release yet. The first one will be ${version}, with ${listSummaries(document)}.</p>\n${planned}`;
  }
  const changes = await compareDocuments(last.document, document);
  const next = bump === "none" ? "" : ` The next release will be ${version}.`;
  return `<h2>Not released yet</h2>\n<p>Since ${escapeHtml(last.version ?? last.name)}.${next}</p>
${planned}${formatChanges(changes)}`;
}

function listSummaries(document: OpenApiDocument): string {
  return listOperations(document)
    .map(({ summary }) => escapeHtml(summary))
    .join(", ");
}

function formatChanges(changes: readonly Change[]): string {
  if (changes.length === 0) return "<p>The contract is the same.</p>";
  return versionBumps
    .map((bump) => ({ bump, rows: changes.filter((change) => change.bump === bump).map(formatRow) }))
    .filter(({ rows }) => rows.length > 0)
    .map(
      ({ bump, rows }) => `<h3>${headings[bump]}</h3>
<table><thead><tr><th>Where</th><th>What</th><th>Effect</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>`,
    )
    .join("\n");
}

function formatRow(change: Change): string {
  const [where, what, effect] = [change.where, change.what, describeEffect(change)].map(escapeHtml);
  return `<tr><td>${where}</td><td><code>${what}</code></td><td>${effect}</td></tr>`;
}
