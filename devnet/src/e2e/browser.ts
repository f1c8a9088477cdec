import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { withLock } from "../file-lock.ts";
import { inRepository } from "../repository.ts";

const require = createRequire(inRepository("app", "package.json"));

interface Playwright {
  chromium: { executablePath(): string };
}

/** Where Debian, Fedora, macOS and Chrome's own installers put it. */
const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a Chromium: the one asked for, the system's, Playwright's, or one that is installed now. */
export async function findOrInstallChromium(log: (line: string) => void): Promise<string> {
  const asked = process.env.PLAYWRIGHT_CHROMIUM;
  if (asked !== undefined && asked !== "") {
    if (!existsSync(asked)) throw new Error(`PLAYWRIGHT_CHROMIUM names ${asked}, which does not exist.`);
    return asked;
  }
  return (
    findChromium() ??
    withLock(inRepository("node_modules", ".cache", "audifi", "browser.lock"), () => installChromium(log))
  );
}

function findChromium(): string | undefined {
  return usualPlaces.find((path) => existsSync(path)) ?? [playwrightsOwn()].find((path) => existsSync(path));
}

/** Where Playwright has its own Chromium, once it is installed. */
export function playwrightsOwn(): string {
  return (require("@playwright/test") as Playwright).chromium.executablePath();
}

async function installChromium(log: (line: string) => void): Promise<string> {
  const installedMeanwhile = findChromium();
  if (installedMeanwhile !== undefined) return installedMeanwhile;
  const attempts = [
    ...(process.getuid?.() === 0
      ? [
          ["apt-get", "update"],
          ["apt-get", "install", "-y", "chromium"],
        ]
      : []),
    [inRepository("node_modules", ".bin", "playwright"), "install", "chromium"],
  ];
  for (const [command = "", ...args] of attempts) {
    log(`Installing a browser: ${[command.split("/").at(-1), ...args].join(" ")}`);
    spawnSync(command, args, { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    const found = findChromium();
    if (found !== undefined) return found;
  }
  throw new Error(
    "There is no Chromium here, and neither apt-get nor Playwright could install one.\n" +
      "Install one and name it: PLAYWRIGHT_CHROMIUM=/path/to/chromium npm run e2e",
  );
}
