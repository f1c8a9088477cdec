import { expect, it, vi } from "vitest";
import { accountDesk } from "../../src/lib/state/account.svelte.ts";

const { read } = vi.hoisted(() => ({ read: vi.fn() }));
vi.mock("../../src/lib/relay/account.ts", () => ({ readAccount: read }));
vi.mock("../../src/lib/state/session.svelte.ts", () => ({
  session: { relayUrl: "http://relay", current: { accountId: "1" } },
}));

const account = (name: string) => ({ status: "done", value: { id: "1", name } });

it("shows the account as it was asked for last, and none once it is forgotten", async () => {
  const early = Promise.withResolvers<unknown>();
  read.mockReturnValueOnce(early.promise).mockResolvedValueOnce(account("new"));
  const first = accountDesk.load();
  await accountDesk.load();
  early.resolve(account("old"));
  await first;
  expect(accountDesk.facts).toMatchObject({ name: "new" });

  const late = Promise.withResolvers<unknown>();
  read.mockReturnValueOnce(late.promise);
  const loading = accountDesk.load();
  accountDesk.forget();
  late.resolve(account("new"));
  await loading;
  expect(accountDesk.facts).toBeNull();
});
