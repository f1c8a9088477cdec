import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { type Browser, chromium, type Page } from "@playwright/test";

import { measureInteractions } from "./interactions.ts";

/**
 * `node app/bench/main.ts --endpoints FILE --chromium PATH --out FILE`: what pages of a running stack weigh and how
 * soon they show, on a phone's network and processor, with an empty cache.
 */
const { values: flags } = parseArgs({
  options: { endpoints: { type: "string" }, chromium: { type: "string" }, out: { type: "string" } },
});
if (flags.endpoints === undefined || flags.chromium === undefined || flags.out === undefined) {
  throw new Error("usage: main.ts --endpoints FILE --chromium PATH --out FILE");
}

const RUNS = 5;
const KILOBYTE = 1_000;
const slowNetwork = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750, offline: false };
const FLOOR_LCP = 396;
const FLOOR_SCRIPT = 30.9;

const stack = JSON.parse(readFileSync(flags.endpoints, "utf8")) as Parameters<typeof measureInteractions>[1];
const { app } = stack;

interface Figures {
  wire: number;
  decoded: number;
  requests: number;
  fcp: number;
  lcp: number;
  /** How long the picture took that is the largest paint; 0 where that is text. */
  hero: number;
  tbt: number;
  cls: number;
}

interface Seen {
  lcp: number;
  picture: string;
  tasks: { start: number; end: number }[];
  cls: number;
}

/** Runs in the page before its own scripts. */
function observe(): void {
  const seen: Seen = { lcp: 0, picture: "", tasks: [], cls: 0 };
  Object.assign(globalThis, { audifiBench: seen });
  const on = (type: string, note: (entry: PerformanceEntry & Record<string, never>) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) note(entry as PerformanceEntry & Record<string, never>);
    }).observe({ type, buffered: true });
  on("largest-contentful-paint", (entry) => {
    [seen.lcp, seen.picture] = [entry.startTime, String(entry["url"] ?? "")];
  });
  on("longtask", ({ startTime, duration }) => {
    seen.tasks.push({ start: startTime, end: startTime + duration });
  });
  on("layout-shift", (entry) => (seen.cls += entry["hadRecentInput"] ? 0 : Number(entry["value"])));
}

async function countTraffic(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", slowNetwork);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const traffic = { wire: 0, decoded: 0, requests: 0 };
  const scripts = new Set<string>();
  session.on("Network.requestWillBeSent", () => (traffic.requests += 1));
  session.on(
    "Network.responseReceived",
    ({ requestId, type }) => type === "Script" && scripts.add(requestId),
  );
  session.on("Network.dataReceived", ({ requestId, dataLength }) => {
    if (scripts.has(requestId)) traffic.decoded += dataLength;
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) traffic.wire += encodedDataLength;
  });
  return traffic;
}

/** What tasks take beyond 50 ms once something is seen: before that nobody can press anything. */
function blockingTime(tasks: Seen["tasks"], fcp: number): number {
  const blocked = tasks.map(({ start, end }) => Math.max(0, end - Math.max(start, fcp) - 50));
  return blocked.reduce((sum, part) => sum + part, 0);
}

async function load(browser: Browser, path: string): Promise<Figures> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(observe);
    const traffic = await countTraffic(page);
    await page.goto(`${app}${path}`, { waitUntil: "load" });
    await page.waitForTimeout(4_000);
    const seen = await page.evaluate(() => {
      const { picture, ...rest } = (globalThis as unknown as { audifiBench: Seen }).audifiBench;
      return {
        ...rest,
        fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
        hero: picture === "" ? 0 : (performance.getEntriesByName(picture)[0]?.duration ?? 0),
      };
    });
    const { tasks, ...figures } = seen;
    return { ...traffic, ...figures, tbt: blockingTime(tasks, seen.fcp) };
  } finally {
    await context.close();
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;

async function measurePage(browser: Browser, name: string, path: string, isLanding: boolean) {
  const runs: Figures[] = [];
  for (let run = 0; run < RUNS; ++run) runs.push(await load(browser, path));
  const of = (key: keyof Figures) => median(runs.map((figures) => figures[key]));
  const row = (what: string, value: number, unit: string, target: number | null = null) => ({
    area: "app",
    name: `${name}: ${what}`,
    value: Math.round(value * 1_000) / 1_000,
    unit,
    ...{ peer: null, peerValue: null, target },
  });
  const scale = isLanding ? 1 : 1.5;
  return [
    row("JavaScript on the wire", Math.round(of("wire") / 100) / 10, "kB", 2 * FLOOR_SCRIPT * scale),
    row("JavaScript decoded", Math.round(of("decoded") / KILOBYTE), "kB"),
    row("requests", of("requests"), ""),
    row("FCP", Math.round(of("fcp")), "ms"),
    row("LCP", Math.round(of("lcp")), "ms", isLanding ? Math.round(1.5 * FLOOR_LCP + of("hero")) : null),
    row("TBT", Math.round(of("tbt")), "ms", 50),
    row("CLS", of("cls"), "", 0.02),
  ];
}

const browser = await chromium.launch({
  executablePath: flags.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
try {
  await load(browser, "/");
  const rows = [
    ...(await measurePage(browser, "Landing page", "/", true)),
    ...(await measurePage(browser, "Marketplace", "/masters", false)),
    ...(await measurePage(browser, "Master page", "/masters/1", false)),
    ...(await measureInteractions(browser, stack)),
  ];
  writeFileSync(flags.out, JSON.stringify(rows));
} finally {
  await browser.close();
}
