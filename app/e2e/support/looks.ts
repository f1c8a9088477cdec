import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, type Person } from "./person.ts";
import { expectAccessible } from "./watch.ts";

const WIDTHS = [390, 768, 1440];
const THEMES = ["light", "dark"] as const;

// For looking at the pages: AUDIFI_SCREENSHOTS=1 npm run e2e -- ipo looks
const isTakingPictures = Boolean(process.env.AUDIFI_SCREENSHOTS);

/** The header is the same on every page, so its menu is looked at on one. */
async function expectWholeMenu({ page }: Person, width: number): Promise<void> {
  const menu = page.getByRole("banner").locator("summary", { hasText: "Menu" });
  const isFolded = await menu.isVisible();
  if (isFolded) await menu.click();
  const lastLink = page.getByRole("navigation", { name: "Main" }).getByRole("link").last();
  await expect(lastLink, `the menu is cut off at ${width} px`).toBeInViewport({ ratio: 1 });
  if (isFolded) await page.keyboard.press("Escape");
}

/** Nothing makes a page scroll to the side. */
export async function expectNothingSticksOut(page: Page, what: string): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess, `${what} sticks out`).toBeLessThanOrEqual(0);
}

/**
 * Visits each page once, connected, and turns theme and width there. axe finds nothing grave in either theme, and
 * nothing sticks out to the side; a table that scrolls within itself may.
 */
export async function expectLooks(
  person: Person,
  pages: Readonly<Record<string, string>>,
  outputDir: string,
): Promise<void> {
  const { page } = person;
  let isMenuSeen = false;
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    await person.expectConnected();
    await page.evaluate(() => document.fonts.ready);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      // The other theme has the same elements in other colours.
      await expectAccessible(page, colorScheme === "light" ? undefined : ["color-contrast"]);
      for (const width of WIDTHS) {
        if (colorScheme === "dark" && !isTakingPictures) continue;
        await page.setViewportSize({ width, height: 900 });
        await expectNothingSticksOut(page, `${path} at ${width} px`);
        if (!isMenuSeen) await expectWholeMenu(person, width);
        if (!isTakingPictures) continue;
        const picture = `${name}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(outputDir, "..", "looks", picture), fullPage: true });
      }
      isMenuSeen = true;
    }
  }
}
