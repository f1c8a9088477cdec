import type { Deployment } from "@audifi/contracts/addresses";
import type { Address } from "viem";
import { parseEther } from "viem";
import type { DemoWallet } from "../wallets.ts";
import { masters } from "./content.ts";
import { gatherCast } from "./history/cast.ts";
import { HistoryChain } from "./history/chain.ts";
import { tellNightFerry } from "./history/night-ferry.ts";
import { tellGlassArcade, tellOrchardStreet } from "./history/open-offerings.ts";
import { type AllowList, publishAllowList, registerArtists, registerMaster } from "./history/register.ts";
import { tellSaltAndTimber } from "./history/salt-and-timber.ts";
import { type Step, timeOf } from "./history/steps.ts";
import { type Story, World } from "./history/world.ts";
import { prepareFiles } from "./prepare.ts";
import { type Published, publish } from "./publish.ts";

export interface CatalogueContext {
  rpcUrl: string;
  ipfsUrl: string;
  deployment: Deployment;
  wallets: readonly DemoWallet[];
  log(line: string): void;
  /** Unix seconds; nothing is played past it. */
  now: number;
}

const LISTENER_BALANCE = parseEther("100");
const FIRST_DAY = 398;
const PRESALE_MAX = 10;

/**
 * Plays the demo catalogue onto a fresh local chain: 400 days of registrations, purchases, deposits, claims, gifts and
 * stakes, as transactions of the people who make them. Afterwards the chain mines by itself again and its clock stands
 * shortly before `now`.
 */
export async function playCatalogue(ctx: CatalogueContext): Promise<void> {
  const { now, log } = ctx;
  log("rendering recordings and covers");
  const files = await prepareFiles();
  log("publishing them on IPFS");
  const published = await publish(ctx.ipfsUrl, files, now);
  const chain = new HistoryChain(ctx.rpcUrl, ctx.deployment.chainId);
  const cast = gatherCast(ctx.wallets);
  await refuseYoungChain(chain, timeOf(now, FIRST_DAY));
  await chain.begin([...cast.artists, ...cast.fans, ...cast.crowd], LISTENER_BALANCE);
  const world = new World(chain, cast, ctx.deployment, ctx.ipfsUrl);
  const steps = writeHistory(ctx, world, published);
  log(`playing ${FIRST_DAY} days of history`);
  for (const { day, act } of steps) {
    await act();
    await chain.mine(timeOf(now, day));
  }
  const count = await chain.finish();
  log(`played ${count} transactions of ${masters.length} masters`);
}

async function refuseYoungChain(chain: HistoryChain, first: number): Promise<void> {
  const { timestamp } = await chain.client.getBlock({ blockTag: "latest" });
  if (timestamp >= BigInt(first)) throw new Error("the catalogue needs a chain that began 400 days ago");
}

/** All steps, oldest first. A story exists once its master's registration has been mined. */
function writeHistory(ctx: CatalogueContext, world: World, published: Published): Step[] {
  const { now, ipfsUrl, deployment } = ctx;
  const stories: Story[] = [];
  let allowList: AllowList | undefined;
  const storyOf = (index: number) => (): Story => stories[index] as Story;
  const validator = deployment.validators[0]?.address;
  const registrations = masters.flatMap(({ artist, terms }, index): Step[] => [
    {
      day: terms.registered,
      act: async () => {
        if (terms.presale !== undefined)
          allowList = await publishAllowList(ipfsUrl, earlyBuyers(storyOf(0)()));
        registerMaster(world, {
          index,
          artistId: BigInt(artist + 1),
          documents: published.documents[index] as Published["documents"][number],
          ...(terms.currency === "native" && validator !== undefined ? { validator } : {}),
          ...(allowList === undefined ? {} : { presale: allowList }),
          now,
        });
      },
    },
    {
      day: terms.registered - 0.001,
      act: async () => {
        stories[index] = await world.openStory(index, BigInt(index + 1));
      },
    },
  ]);
  const steps = [
    { day: FIRST_DAY, act: () => registerArtists(world, published) },
    ...registrations,
    ...tellNightFerry(world, now, storyOf(0)),
    ...tellSaltAndTimber(world, now, storyOf(1)),
    ...tellOrchardStreet(world, now, storyOf(2)),
    ...tellGlassArcade(world, () => allowList as AllowList, storyOf(3)),
  ];
  return steps.sort((a, b) => b.day - a.day);
}

/** Everybody who bought the first single, with as many shares as they bought then, up to ten. */
const earlyBuyers = ({ bought }: Story): [Address, number][] =>
  [...bought].map(([account, count]) => [account, Math.min(PRESALE_MAX, count)]);
