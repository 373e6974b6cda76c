/**
 * The Content-Security-Policy of a page: scripts and images come from the site only, and requests go to the site and to the
 * origins. Styles may be inline, because each page contains its style, and Redoc creates styles at run time.
 */
export function createContentSecurityPolicy(origins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src data:",
    `connect-src ${["'self'", ...origins].join(" ")}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
