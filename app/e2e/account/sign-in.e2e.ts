import { expectSignedIn, signInByCode } from "../support/account.ts";
import { expect, test } from "../support/person.ts";

test("a code signs in, a wrong one does not, and a link is good for once", async ({ arrive }) => {
  const person = await arrive("Bo's wallet");
  const { page, watch } = person;
  watch.allow(/Failed to load resource.*4(01|10).*email\/confirm/);

  await test.step("what is no address or no code is said before anything is sent", async () => {
    await page.goto("/sign-in?next=/notifications");
    await page.getByLabel("E-mail", { exact: true }).fill("bo at example");
    await page.getByRole("button", { name: "Send me a letter" }).click();
    await expect(page.getByText("Enter an e-mail address")).toBeVisible();
  });

  await test.step("the code of the letter", async () => {
    await signInByCode(person, `bo.${Date.now()}@example.com`, { wrongFirst: true, next: "/notifications" });
    await expectSignedIn(person);
    await expect(page).toHaveURL(/\/notifications$/);
    await expect(page.getByRole("heading", { name: "Nothing yet" })).toBeVisible();
  });

  await test.step("a link that is not whole or not good", async () => {
    await page.goto("/sign-in/confirm");
    await expect(page.getByText("This address is not whole")).toBeVisible();
    await page.goto("about:blank");
    await page.goto(`/sign-in/confirm#${"0".repeat(64)}`);
    await page.getByRole("button", { name: "Yes, sign me in" }).click();
    await expect(person.warning).toContainText("This link is no longer good");
  });
});
