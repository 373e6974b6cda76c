import { readFileSync } from "node:fs";
import type { OpenApiDocument } from "@run-summary/spec";
import { escaped } from "./markdown.ts";
import { infoOf } from "./reference.ts";

export interface Page {
  /** The file's, without `.html`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The page of the navigation that it belongs to, where it has no place there itself. */
  readonly parent?: string;
  /** What stands below the navigation. */
  readonly html: string;
  /** The files of the scripts, in the order in which they run. */
  readonly scripts?: readonly string[];
  /** The origins that they may send requests to, beside the site's own. */
  readonly origins?: readonly string[];
}

/** What is on every page. */
export interface Site {
  readonly title: string;
  /** Where the site will be, if that is known: canonical addresses and the social card need it. */
  readonly url: string | undefined;
}

/** What all pages of the document's site have in common. The environment variable SITE_URL says where it will be. */
export function siteOf(document: OpenApiDocument): Site {
  return { title: infoOf(document).title, url: process.env.SITE_URL };
}

const pages = [
  ["index", "Reference"],
  ["guides", "Guides"],
  ["console", "Console"],
  ["agreement", "Agreement"],
  ["changes", "Changes"],
  ["downloads", "Downloads"],
] as const;

// In each page, so that its text is seen without a second request.
const style = readFileSync(new URL("./site/site.css", import.meta.url), "utf8");

// The style is in the page, and Redoc's styled-components make more as they go; scripts come from files of the site only.
const policy = (origins: readonly string[]) =>
  [
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:",
    `connect-src ${["'self'", ...origins].join(" ")}; base-uri 'none'; form-action 'none'`,
  ].join("; ");

/** What a page holds whose text is all that it has. */
export function prose(html: string): string {
  return `<div class="prose"><main>${html}</main></div>`;
}

/** A page of the site. All its addresses are relative, so that it may stand under any path. */
export function layout(
  { name, title, description, parent, html, scripts = [], origins = [] }: Page,
  site: Site,
): string {
  const fullTitle = name === "index" ? site.title : `${title} · ${site.title}`;
  const file = name === "index" ? "./" : `${name}.html`;
  const address = (path: string) => (site.url === undefined ? path : new URL(path, site.url).href);
  const current = (page: string) =>
    page === name ? ' aria-current="page"' : page === parent ? ' aria-current="true"' : "";
  const meta = {
    "og:title": fullTitle,
    "og:description": description,
    "og:type": "website",
    "og:image": address("card.png"),
    ...(site.url === undefined ? {} : { "og:url": address(file) }),
  };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(origins)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(fullTitle)}</title>
<meta name="description" content="${escaped(description)}">
<link rel="canonical" href="${address(file)}">
${Object.entries(meta)
  .map(([property, content]) => `<meta property="${property}" content="${escaped(content)}">`)
  .join("\n")}
<meta name="twitter:card" content="summary">
<link rel="icon" href="icon.svg">
<style>
${style}</style>
</head>
<body>
<header class="site">
${name === "index" ? `<h1 class="name">${escaped(site.title)}</h1>` : `<a class="name" href="index.html">${escaped(site.title)}</a>`}
<nav aria-label="Site">
${pages.map(([page, label]) => `<a href="${page}.html"${current(page)}>${label}</a>`).join("\n")}
</nav>
</header>
${html}
${scripts.map((script) => `<script src="${script}" defer></script>`).join("\n")}
</body>
</html>
`;
}
