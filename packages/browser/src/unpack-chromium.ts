import { execFile } from "node:child_process";
import { cp, mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const bundle = "@run-summary/browser-linux-x64";
const require = createRequire(import.meta.url);

/** What starts an unpacked Chromium: Playwright's launch options. */
export interface UnpackedChromium {
  readonly executablePath: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Unpacks the Chromium that npm has installed, with its libraries and fonts, into a folder of the temporary folder. The
 * next call finds it there. Several processes may call it at the same time. Returns undefined where npm has not installed
 * Chromium, which is on every platform but Linux x64.
 */
export async function unpackChromium(): Promise<UnpackedChromium | undefined> {
  const version = findVersion();
  if (version === undefined) return undefined;
  const user = process.getuid?.();
  const folder = join(tmpdir(), `run-summary-chromium-${version}-${user}`);
  if (!(await isFolder(folder))) await unpackInto(folder);
  if ((await stat(folder)).uid !== user) throw new Error(`${folder} belongs to another user. Delete it.`);
  return {
    executablePath: join(folder, "chromium"),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
    },
  };
}

/** The version of the Chromium that npm has installed. */
export function findVersion(): string | undefined {
  try {
    const { dependencies } = require(`${bundle}/package.json`) as { dependencies: Record<string, string> };
    return dependencies["@sparticuz/chromium"];
  } catch {
    return undefined;
  }
}

async function unpackInto(folder: string): Promise<void> {
  const unfinished = await mkdtemp(`${folder}-`);
  // The package unpacks to TMPDIR, and it unpacks its libraries only where this variable says that it is on Lambda.
  const env = { ...process.env, TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" };
  await promisify(execFile)(process.execPath, [require.resolve(bundle)], { env });
  await cp(join(dirname(require.resolve("dejavu-fonts-ttf/package.json")), "ttf"), join(unfinished, "dejavu"), {
    recursive: true,
  });
  await writeFile(join(unfinished, "fonts.conf"), fontConfiguration);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another process may have been faster.
    await rm(unfinished, { recursive: true });
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

// The same fonts on every machine, so that text has the same width on every machine.
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">dejavu</dir>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <match><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>
</fontconfig>
`;
