// Unpacks Chromium into the temporary folder, which the environment variable TMPDIR names.

// A string, since the type check also runs on platforms for which npm does not install this package.
const name: string = "@sparticuz/chromium";
const { default: chromium } = (await import(name)) as { default: { executablePath(): Promise<string> } };
await chromium.executablePath();
