import { artistCoinAbi, coinStakingAbi, errorsAbi } from "@audifi/contracts/abi";
import { parseEther, parseSignature } from "viem";
import {
  buyCoinsElsewhere,
  coinFigures,
  ensureCoins,
  type LaunchedCoin,
  prepareCoin,
  quote,
  tradePanel,
} from "../support/coins.ts";
import { confirm } from "../support/dialogs.ts";
import { expect, type Person, test } from "../support/person.ts";
import { client, endpoints, fundedAccount, mined } from "../support/stack.ts";

let prepared: ReturnType<typeof prepareCoin> | undefined;

async function openMarket(): Promise<LaunchedCoin> {
  await ensureCoins();
  prepared ??= prepareCoin("Comes With A Coin");
  const { coin } = await prepared;
  return coin;
}

async function lookAt(fan: Person, coin: LaunchedCoin): Promise<void> {
  await fan.visit(`/coins/${coin.artistId}`);
  await fan.connect();
}

test("a quote that the market has moved away from is noticed before anything is signed", async ({
  arrive,
}) => {
  const coin = await openMarket();
  const fan = await arrive("Fan");
  await lookAt(fan, coin);
  await quote(fan, "Buy", "0.1");
  await tradePanel(fan).getByRole("button", { name: "Review trade" }).click();
  await buyCoinsElsewhere(coin, parseEther("0.5"));
  await expect(fan.warning).toContainText("The price has moved");
  await confirm(fan, "Take the new quote");
  await expect(fan.warning).toHaveCount(0);
  expect(fan.wallet.asked).toEqual([]);
  await confirm(fan, "Buy");
  await fan.expectDone(`Buying ${coin.symbol}`);
});

test("a price that moves while the wallet asks costs nothing", async ({ arrive }) => {
  const coin = await openMarket();
  const fan = await arrive("Fan");
  fan.watch.allow(/Failed to load resource/);
  await lookAt(fan, coin);
  await tradePanel(fan)
    .getByText(/^Slippage/)
    .click();
  await tradePanel(fan).getByRole("button", { name: "0.5 %" }).click();
  await quote(fan, "Buy", "0.1");
  await tradePanel(fan).getByRole("button", { name: "Review trade" }).click();
  fan.wallet.delayOnce("eth_sendTransaction", () => buyCoinsElsewhere(coin, parseEther("4")));
  await confirm(fan, "Buy");
  await expect(fan.warning).toBeVisible();
  expect(await coinFigures(coin).balanceOf(fan.wallet.account.address)).toBe(0n);
});

test("a trade that would move the price far asks for a second look", async ({ arrive }) => {
  const coin = await openMarket();
  const fan = await arrive("Fan");
  await lookAt(fan, coin);
  await tradePanel(fan)
    .getByLabel(/^You pay/)
    .fill("60");
  await expect(tradePanel(fan)).toContainText("moves the price far against you");
  await expect(tradePanel(fan).getByRole("button", { name: "Review trade" })).toBeDisabled();
  await tradePanel(fan)
    .getByLabel(/I understand/)
    .check();
  await expect(tradePanel(fan).getByRole("button", { name: "Review trade" })).toBeEnabled();
  await tradePanel(fan)
    .getByLabel(/^You pay/)
    .fill("1000");
  await expect(tradePanel(fan)).toContainText("This is more than you have.");
});

test("a permission cannot be used twice, and one that somebody used first harms nobody", async () => {
  const coin = await openMarket();
  const owner = await fundedAccount();
  await buyCoinsElsewhere(coin, parseEther("0.1"));
  const token = { address: coin.address, abi: artistCoinAbi } as const;
  const nonce = await client.readContract({ ...token, functionName: "nonces", args: [owner.address] });
  const { timestamp } = await client.getBlock();
  const [value, deadline] = [parseEther("10"), timestamp + 1_800n];
  const signature = await owner.signTypedData({
    domain: {
      name: "Prepared coin",
      version: "1",
      chainId: endpoints.chainId,
      verifyingContract: coin.address,
    },
    types: {
      Permit: [
        { name: "owner", type: "address" },
        { name: "spender", type: "address" },
        { name: "value", type: "uint256" },
        { name: "nonce", type: "uint256" },
        { name: "deadline", type: "uint256" },
      ],
    },
    primaryType: "Permit",
    message: { owner: owner.address, spender: coin.staking, value, nonce, deadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  const permit = { value, deadline, v: 27 + yParity, r, s };

  const stranger = await fundedAccount();
  const args = [owner.address, coin.staking, value, deadline, permit.v, r, s] as const;
  await mined(await client.writeContract({ ...token, account: stranger, functionName: "permit", args }));
  await expect(
    client.simulateContract({ ...token, account: stranger, functionName: "permit", args }),
  ).rejects.toThrow(/ERC2612InvalidSigner/);
  // The allowance is there, so staking with the same permit is refused only for want of coins.
  const abi = [...coinStakingAbi, ...errorsAbi] as const;
  const stake = { address: coin.staking, abi, functionName: "stakeWithPermit" } as const;
  await expect(
    client.simulateContract({ ...stake, account: owner, args: [0, value, permit] }),
  ).rejects.toThrow(/ERC20InsufficientBalance/);
});
