import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { type Browser, chromium } from "@playwright/test";

import { serveFloor } from "./floor.ts";
import { measureInteractions } from "./interactions.ts";
import { type Figures, visit } from "./visit.ts";

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
const FLOOR_SCRIPT = 30.9;
const FLOOR = "static SvelteKit page";

const stack = JSON.parse(readFileSync(flags.endpoints, "utf8")) as Parameters<typeof measureInteractions>[1];

const PAGES = [
  { name: "Landing page", path: "/" },
  { name: "Marketplace", path: "/masters" },
  { name: "Master page", path: "/masters/1" },
];

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;

type Medians = Record<keyof Figures, number>;

/** In turns, so that what slows the machine down for a while slows each of them down. */
async function visitInTurns(browser: Browser, urls: readonly string[]): Promise<Medians[]> {
  const runs: Figures[][] = urls.map(() => []);
  for (let run = 0; run < RUNS; ++run) {
    for (const [index, url] of urls.entries()) runs[index]?.push(await visit(browser, url));
  }
  return runs.map((visits) => {
    const keys = Object.keys(visits[0]!) as (keyof Figures)[];
    return Object.fromEntries(
      keys.map((key) => [key, median(visits.map((figures) => figures[key]))]),
    ) as Medians;
  });
}

/**
 * @param scale What is allowed to the page in bytes and until its largest paint, as a multiple of the landing page's.
 */
function rowsOf(name: string, page: Medians, floor: Medians, scale: number) {
  const row = (what: string, value: number, unit: string, target: number | null, theirs: number | null) => ({
    ...{ area: "app", name: `${name}: ${what}`, value, unit, target },
    ...(theirs === null ? { peer: null, peerValue: null } : { peer: FLOOR, peerValue: theirs }),
  });
  const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10;
  const lcp = Math.round(scale * 1.5 * floor.lcp + page.hero);
  return [
    row(
      "JavaScript on the wire",
      kilobytes(page.wire),
      "kB",
      scale * 2 * FLOOR_SCRIPT,
      kilobytes(floor.wire),
    ),
    row(
      "JavaScript decoded",
      Math.round(page.decoded / KILOBYTE),
      "kB",
      null,
      Math.round(floor.decoded / KILOBYTE),
    ),
    row("requests", page.requests, "", null, floor.requests),
    row("FCP", Math.round(page.fcp), "ms", null, Math.round(floor.fcp)),
    row("LCP", Math.round(page.lcp), "ms", lcp, Math.round(floor.lcp)),
    row("TBT", Math.round(page.tbt), "ms", 50, Math.round(floor.tbt)),
    row("CLS", Math.round(page.cls * 1_000) / 1_000, "", 0.02, floor.cls),
  ];
}

const browser = await chromium.launch({
  executablePath: flags.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const floor = await serveFloor();
try {
  const urls = [floor.url, ...PAGES.map(({ path }) => `${stack.app}${path}`)];
  for (const url of urls) await visit(browser, url);
  const [least, ...pages] = await visitInTurns(browser, urls);
  const rows = [
    ...pages.flatMap((page, index) => rowsOf(PAGES[index]!.name, page, least!, index === 0 ? 1 : 1.5)),
    ...(await measureInteractions(browser, stack)),
  ];
  writeFileSync(flags.out, JSON.stringify(rows));
} finally {
  await floor.stop();
  await browser.close();
}
