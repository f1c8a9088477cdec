import { expect, type Page, type Request } from "@playwright/test";

/** Waits until all of the page's parts are alive: a press before that may send a form instead. */
export async function alive(page: Page): Promise<void> {
  await expect(page.locator("html")).not.toHaveClass(/arriving/);
}

/** Does something after which the page reads its data anew, and waits until what it read is shown. */
export async function renewedBy(page: Page, act: () => Promise<unknown>): Promise<void> {
  const isOfPage = (request: Request) =>
    new URL(request.url()).pathname === `${new URL(page.url()).pathname}/__data.json`;
  // Chromium tells of some as aborted that were read to their end, because nobody held the answer any longer.
  const read = Promise.race([
    page.waitForEvent("requestfinished", isOfPage),
    page.waitForEvent("requestfailed", isOfPage),
  ]);
  await Promise.all([read, act()]);
  await page.evaluate(
    () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))),
  );
}
