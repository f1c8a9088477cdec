import { join } from "node:path";
import { signInByCode } from "../support/account.ts";
import { expect, test } from "../support/person.ts";
import { endpoints } from "../support/stack.ts";
import { expectAccessible } from "../support/watch.ts";

const WIDTHS = [390, 768, 1440];
const PAGES = {
  ...{ profile: "/settings", security: "/settings/security", billing: "/settings/billing" },
  ...{ topics: "/settings/notifications", data: "/settings/data" },
  ...{ notifications: "/notifications", pricing: "/pricing", confirm: "/sign-in/confirm" },
};

// For looking at the pages: AUDIFI_SCREENSHOTS=1 npm run e2e -- account looks
const isTakingPictures = Boolean(process.env.AUDIFI_SCREENSHOTS);

for (const theme of ["light", "dark"] as const) {
  test(`pages of an account hold at every width, ${theme}`, async ({ arrive }, { outputDir }) => {
    test.slow();
    const person = await arrive("Looker", { colorScheme: theme });
    const { page } = person;
    await page.context().addCookies([{ name: "theme", value: theme, url: endpoints.app }]);
    await person.visit("/sign-in");
    await signInByCode(person, `looker.${theme}.${Date.now()}@example.com`);
    await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      await expectAccessible(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, `${path} at ${width} px sticks out`).toBeLessThanOrEqual(0);
        if (!isTakingPictures) continue;
        const picture = `${name}-${width}-${theme}.png`;
        await page.screenshot({ path: join(outputDir, "..", "looks", picture), fullPage: true });
      }
    }
  });
}
