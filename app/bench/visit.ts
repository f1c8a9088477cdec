import type { Browser, Page } from "@playwright/test";

const slowNetwork = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750, offline: false };

export interface Figures {
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

/** A visit with an empty cache, from a context of its own. */
export async function visit(browser: Browser, url: string): Promise<Figures> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(observe);
    const traffic = await countTraffic(page);
    await page.goto(url, { waitUntil: "load" });
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
