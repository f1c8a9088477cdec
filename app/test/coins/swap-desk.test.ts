import { expect, it, vi } from "vitest";
import type { NetworkConfig } from "../../src/lib/format/network.ts";
import { SwapDesk } from "../../src/routes/coins/[id]/swap-desk.svelte.ts";

const { read } = vi.hoisted(() => ({ read: vi.fn() }));
vi.mock("../../src/lib/chain/coin-balances.ts", () => ({ readTradingBalances: read }));

const [ada, ben] = [`0x${"a".repeat(40)}`, `0x${"b".repeat(40)}`] as const;
const native = { address: ada, symbol: "ETH", decimals: 18 };
const network = { native } as unknown as NetworkConfig;
const market = { coin: { ...native, symbol: "HAL" } } as unknown as ConstructorParameters<typeof SwapDesk>[1];
const balances = (amount: bigint) => ({ native: amount, coins: 0n });

function held() {
  const answer = Promise.withResolvers<unknown>();
  read.mockReturnValueOnce(answer.promise);
  return answer;
}

it("shows what was looked up last, whichever answer comes last", async () => {
  const desk = new SwapDesk(network, market);
  const [early, late] = [held(), held()];
  const looks = [desk.look(ada), desk.look(ada)];
  late.resolve(balances(2n));
  early.resolve(balances(1n));
  await Promise.all(looks);
  expect(desk.held).toBe(2n);
});

it("shows nobody what another account has", async () => {
  const desk = new SwapDesk(network, market);
  read.mockResolvedValueOnce(balances(1n));
  await desk.look(ada);
  const [late, answer] = [held(), held()];
  const looks = [desk.look(ada), desk.look(ben)];
  expect(desk.held).toBeNull();
  late.resolve(balances(1n));
  await looks[0];
  expect(desk.held).toBeNull();
  answer.resolve(balances(5n));
  await looks[1];
  expect(desk.held).toBe(5n);
});

it("has nothing to show once nobody is connected", async () => {
  const desk = new SwapDesk(network, market);
  const answer = held();
  const look = desk.look(ada);
  await desk.look(null);
  answer.resolve(balances(1n));
  await look;
  expect(desk.held).toBeNull();
});
