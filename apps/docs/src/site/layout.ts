import { readFileSync } from "node:fs";
import type { OpenApiDocument } from "@run-summary/openapi";
import { hasClient, readInfo } from "../reference/info.ts";
import { createContentSecurityPolicy } from "./content-security-policy.ts";
import { escapeHtml } from "./escape.ts";

export interface Page {
  /** The file's name without `.html`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The page of the navigation that this page belongs to, if the navigation does not contain this page. */
  readonly parent?: string;
  /** The content below the navigation. */
  readonly html: string;
  /** CSS for this page only. */
  readonly style?: string;
  /** The files of the scripts, in the order in which they run. */
  readonly scripts?: readonly string[];
  /** The origins that the scripts may send requests to, beside the site's own. */
  readonly origins?: readonly string[];
}

/** What all pages of a site share. */
export interface Site {
  readonly title: string;
  /** Where the site will be, if that is known. Canonical links and social cards need full addresses. */
  readonly url: string | undefined;
  /** Whether it has the pages that are about this project: guides, agreement and changes. */
  readonly isOwn: boolean;
}

/** The site of the document. The environment variable SITE_URL says where the site will be. */
export function createSite(document: OpenApiDocument): Site {
  return { title: readInfo(document).title, url: process.env.SITE_URL, isOwn: hasClient(document) };
}

const navigation = {
  index: "Reference",
  guides: "Guides",
  console: "Console",
  agreement: "Agreement",
  changes: "Changes",
  downloads: "Downloads",
};
const ownPages = ["guides", "agreement", "changes"];

// Each page contains its style, so the browser shows the text without a second request.
const style = ["site", "prose"]
  .map((name) => readFileSync(new URL(`./styles/${name}.css`, import.meta.url), "utf8"))
  .join("");

/** The content of a page that consists of text. */
export function createProse(html: string): string {
  return `<div class="prose"><main>${html}</main></div>`;
}

// It adds a button to each block of code.
const copyScript = "copy.js";

/** The HTML of a page. All addresses in it are relative, so the site works under any path. */
export function renderPage(page: Page, site: Site): string {
  const isIndex = page.name === "index";
  const title = isIndex ? site.title : `${page.title} · ${site.title}`;
  const scripts = [...(page.scripts ?? []), ...(page.html.includes("<pre tabindex") ? [copyScript] : [])];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${createContentSecurityPolicy(page.origins ?? [])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
${createDescription(page, title, site)}
<link rel="icon" href="icon.svg">
<style>
${style}${page.style ?? ""}</style>
</head>
<body>
<header class="site">
${isIndex ? `<h1 class="name">${escapeHtml(title)}</h1>` : `<a class="name" href="index.html">${escapeHtml(site.title)}</a>`}
<nav aria-label="Site">
${createNavigation(page, site)}
</nav>
</header>
${page.html}
${scripts.map((script) => `<script src="${script}" defer></script>`).join("\n")}
</body>
</html>
`;
}

/** What search engines and social cards read. */
function createDescription({ name, description }: Page, title: string, { url }: Site): string {
  const createAddress = (path: string) => (url === undefined ? path : new URL(path, url).href);
  const address = createAddress(name === "index" ? "./" : `${name}.html`);
  const properties = {
    "og:title": title,
    "og:description": description,
    "og:type": "website",
    "og:image": createAddress("card.png"), // no service shows an SVG
    ...(url === undefined ? {} : { "og:url": address }),
  };
  return [
    `<meta name="description" content="${escapeHtml(description)}">`,
    `<link rel="canonical" href="${address}">`,
    ...Object.entries(properties).map(
      ([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">`,
    ),
    '<meta name="twitter:card" content="summary">',
  ].join("\n");
}

function createNavigation({ name, parent }: Page, { isOwn }: Site): string {
  const entries = Object.entries(navigation).filter(([target]) => isOwn || !ownPages.includes(target));
  const links = entries.map(([target, label]) => {
    const current = target === name ? ' aria-current="page"' : target === parent ? ' aria-current="true"' : "";
    return `<a href="${target}.html"${current}>${label}</a>`;
  });
  return links.join("\n");
}
