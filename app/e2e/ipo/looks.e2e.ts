import { join } from "node:path";
import { expect, test } from "../support/person.ts";
import { endpoints } from "../support/stack.ts";
import { expectAccessible } from "../support/watch.ts";

const WIDTHS = [390, 768, 1440];
const THEMES = ["light", "dark"] as const;

const PAGES = {
  wall: "/",
  list: "/masters",
  open: "/masters/1",
  master: "/masters/2",
  portfolio: "/portfolio",
  history: "/portfolio/history",
  artist: "/artist",
  artists: "/artists",
  profile: "/artists/1",
  how: "/how-it-works",
  developers: "/developers",
  launch: "/launch",
  deposit: "/masters/1/deposit",
  shares: "/masters/1/shares",
  share: "/masters/1/shares/7",
  desk: "/artist/masters/1",
  role: "/artist/1",
  platform: "/admin",
  lists: "/admin/settings",
  curation: "/admin/curation",
  roles: "/admin/roles",
  nowhere: "/masters/999999",
};

// For looking at the pages: AUDIFI_SCREENSHOTS=1 npm run e2e -- ipo looks
const isTakingPictures = Boolean(process.env.AUDIFI_SCREENSHOTS);

/** Nothing may stick out to the side; a table that scrolls within itself may. */
for (const theme of THEMES) {
  test(`every page holds at every width, ${theme}`, async ({ arrive }, { outputDir }) => {
    test.slow();
    const person = await arrive("Looker", { colorScheme: theme });
    person.watch.allow(/Failed to load resource.*404/);
    const { page } = person;
    await page.context().addCookies([{ name: "theme", value: theme, url: endpoints.app }]);
    await page.goto("/artist");
    await person.connect("Demo: Halden Pier (artist)");
    const ada = endpoints.wallets.find(({ name }) => name === "Ada")?.address ?? "";
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(["portfolio", "history"].includes(name) ? `${path}?account=${ada}` : path);
      await person.expectConnected();
      await page.evaluate(() => document.fonts.ready);
      await expectAccessible(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, `${path} at ${width} px sticks out`).toBeLessThanOrEqual(0);
        const menu = page.getByRole("banner").locator("summary", { hasText: "Menu" });
        const isFolded = await menu.isVisible();
        if (isFolded) await menu.click();
        const lastLink = page.getByRole("navigation", { name: "Main" }).getByRole("link").last();
        await expect(lastLink, `the menu is cut off at ${width} px`).toBeInViewport({ ratio: 1 });
        if (isFolded) await page.keyboard.press("Escape");
        if (!isTakingPictures) continue;
        const picture = `${name}-${width}-${theme}.png`;
        await page.screenshot({ path: join(outputDir, "..", "looks", picture), fullPage: true });
      }
    }
  });
}
