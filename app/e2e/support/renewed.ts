import type { Page } from "@playwright/test";

/** Does something after which the page reads its data anew, and waits until what it read is shown. */
export async function renewedBy(page: Page, act: () => Promise<unknown>): Promise<void> {
  const read = page.waitForResponse((response) => new URL(response.url()).pathname.endsWith("__data.json"));
  await act();
  await (await read).finished();
  await page.evaluate(
    () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))),
  );
}
