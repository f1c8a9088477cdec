import { maxUint256 } from "viem";

import { buy, buyPresale } from "../../test/helpers/actions.ts";
import { allowList } from "../../test/helpers/allow-list.ts";
import { launch, launchUsdc, type Platform } from "../../test/helpers/fixture.ts";
import { now, people, wait } from "../../test/helpers/network.ts";
import { call, deployPeer, type Measure, type PeerContract } from "../measure.ts";

const { ann, ben } = people;
const PRICE = 10n ** 15n;
const MANY = 2_000;

/** 1,024 accounts, so that a proof has ten steps. */
const listed = allowList([
  [ann, 5],
  ...Array.from({ length: 1_023 }, (_, i) => [`0x${(i + 1).toString(16).padStart(40, "1")}`, 5] as const),
]);

interface Sale {
  readonly contract: PeerContract;
  readonly buyToken: (count: number) => ReturnType<typeof call>;
  readonly buyNative: (count: number) => ReturnType<typeof call>;
  readonly buyPresale: () => ReturnType<typeof call>;
}

/** A bare sale that already sold one token to somebody else, so that its counters are not zero. */
async function deploySale(name: string, { usdc }: Platform): Promise<Sale> {
  const contract = await deployPeer(name, [PRICE, usdc.address, listed.root]);
  await call(contract, "buy", [1n], ben, PRICE);
  await usdc.write.mint([ann, 10n ** 30n]);
  await usdc.write.mint([contract.address, 1n]);
  await usdc.write.approve([contract.address, maxUint256], { account: ann });
  return {
    contract,
    buyToken: (count) => call(contract, "buyWithToken", [BigInt(count)], ann),
    buyNative: (count) => call(contract, "buy", [BigInt(count)], ann, PRICE * BigInt(count)),
    buyPresale: () => call(contract, "buyPresale", [1n, 5n, listed.proofOf(ann)], ann, PRICE),
  };
}

export async function purchases(platform: Platform): Promise<Measure[]> {
  const native = await launch(platform, { totalShares: 10_000, publicShares: 9_000, walletCap: 8_000 });
  const dollars = await launchUsdc(platform, { walletCap: 100 });
  const { usdc } = platform;
  await usdc.write.approve([dollars.address, maxUint256], { account: ann });
  await buy(native, ben, 1);
  const firstBatch = await launch(platform, { walletCap: 100 });
  await buy(firstBatch, ben, 1);
  await buy(native, ben, 2);
  await buy(dollars, ben, 1);
  const presaleStart = (await now()) + 10;
  const presale = await launch(platform, {
    walletCap: 100,
    presaleStart,
    start: presaleStart + 86_400,
    presaleRoot: listed.root,
  });
  await wait(20);

  const azuki = await deploySale("Erc721aCollection", platform);
  const openZeppelin = await deploySale("OpenZeppelinCollection", platform);
  const solady = await deploySale("SoladyCollection", platform);
  const sales = { "bare ERC721A": azuki, "bare OZ ERC721": openZeppelin, "bare solady ERC721": solady };
  const each = (cost: (sale: Sale) => ReturnType<typeof call>) =>
    Object.fromEntries(Object.entries(sales).map(([name, sale]) => [name, () => cost(sale)]));
  const later = (count: number) =>
    each(async (sale) => {
      await sale.buyNative(1);
      return sale.buyNative(count);
    });

  return [
    {
      name: "Buy 1 share, new holder",
      target: 84_000,
      ours: () => buy(native, ann, 1),
      peers: each((s) => s.buyNative(1)),
    },
    {
      name: "Buy 1 share, already holder",
      target: 67_000,
      ours: async () => {
        await buy(native, ann, 1);
        return buy(native, ann, 1);
      },
      peers: later(1),
    },
    {
      name: "Buy 10 shares, first batch among 256 ids, new holder",
      ours: () => buy(firstBatch, ann, 10),
      peers: each((s) => s.buyNative(10)),
    },
    {
      name: "Buy 10 shares, new holder",
      target: 106_000,
      ours: () => buy(native, ann, 10),
      peers: each((s) => s.buyNative(10)),
    },
    {
      name: "Buy 10 shares, already holder",
      target: 89_000,
      ours: async () => {
        await buy(native, ann, 1);
        return buy(native, ann, 10);
      },
      peers: later(10),
    },
    {
      name: "Buy 2,000 shares, new holder",
      target: 4_300_000,
      ours: () => buy(native, ann, MANY),
      peers: { "bare ERC721A": () => azuki.buyNative(MANY) },
    },
    {
      name: "Buy 1 share for USDC, new holder",
      target: 105_000,
      ours: () => dollars.shares.write.buy([1n], { account: ann }),
      peers: each((s) => s.buyToken(1)),
    },
    {
      name: "Buy 1 share for USDC, already holder",
      target: 88_000,
      ours: async () => {
        await dollars.shares.write.buy([1n], { account: ann });
        return dollars.shares.write.buy([1n], { account: ann });
      },
      peers: each(async (sale) => {
        await sale.buyToken(1);
        return sale.buyToken(1);
      }),
    },
    {
      name: "Buy 1 share in the presale, proof of 10 steps, new holder",
      target: 92_000,
      ours: () => buyPresale(presale, ann, 1, 5, listed.proofOf(ann)),
      peers: each((s) => s.buyPresale()),
    },
  ];
}
