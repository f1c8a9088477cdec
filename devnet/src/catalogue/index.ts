import type { Deployment } from "@audifi/contracts/addresses";
import type { Address, Hex } from "viem";
import { parseEther, parseUnits } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { DemoWallet } from "../wallets.ts";
import { type Coin, coins } from "./content/coins.ts";
import { type Master, masters } from "./content/index.ts";
import { gatherCast } from "./history/cast.ts";
import { HistoryChain } from "./history/chain.ts";
import {
  tellKitchenWindow,
  tellLongExposure,
  tellNightFerry,
  tellPaperLanterns,
  tellSaltAndTimber,
  tellTwoLeftBoots,
} from "./history/closed-stories.ts";
import { CoinDesk, type CoinStory } from "./history/coin-desk.ts";
import { tellCoin } from "./history/coin-stories.ts";
import { DaoDesk } from "./history/dao-desk.ts";
import { tellBusyDao, tellQuietDao } from "./history/dao-stories.ts";
import {
  tellBreadAndWire,
  tellCassetteCoast,
  tellGlassArcade,
  tellOrchardStreet,
  tellSlowWeather,
} from "./history/current-stories.ts";
import { tellMarket } from "./history/market-stories.ts";
import { tellPlatform } from "./history/platform.ts";
import { type AllowList, publishAllowList, registerArtists, registerMaster } from "./history/register.ts";
import { SafeDesk } from "./history/safe.ts";
import { type Step, momentOf, timeOf } from "./history/steps.ts";
import { StudioDesk } from "./history/studio-desk.ts";
import { tellStudio } from "./history/studio-stories.ts";
import type { Teller } from "./history/tell.ts";
import { type Story, World } from "./history/world.ts";
import { prepareFiles } from "./prepare.ts";
import { type Published, publish } from "./publish.ts";

export interface CatalogueContext {
  rpcUrl: string;
  ipfsUrl: string;
  deployment: Deployment;
  wallets: readonly DemoWallet[];
  /** Publishes what was counted in studio sessions. */
  studioRelay: { readonly key: Hex };
  log(line: string): void;
  /** Unix seconds; nothing is played past it. */
  now: number;
}

const LISTENER_BALANCE = parseEther("100");
const LISTENER_DOLLARS = parseUnits("25000", 6);
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
  const publisher = privateKeyToAccount(ctx.studioRelay.key);
  const people = [...cast.artists, ...cast.fans, ...cast.operators, ...cast.crowd, publisher];
  await chain.begin(people, LISTENER_BALANCE);
  const world = new World(chain, cast, ctx.deployment, ctx.ipfsUrl);
  const safe = new SafeDesk(chain, ctx.deployment.safe, cast.operators);
  const desk = new StudioDesk({ ...ctx, world, published, publisher });
  const sessions = tellStudio({ world, desk, safe, now });
  const steps = [
    ...writeHistory(ctx, world, { published, launched: sessions.launched }),
    ...sessions.steps,
    ...tellPlatform(safe, ctx.deployment, now),
  ];
  log(`playing ${FIRST_DAY} days of history`);
  const days = groupByDay(steps);
  for (const [index, [day, together]] of days.entries()) {
    for (const { act } of together) await act();
    chain.leave(timeOf(now, day));
    const [next] = days[index + 1] ?? [];
    if (next === undefined || momentOf(next) !== momentOf(day)) await chain.settle();
  }
  const count = await chain.finish();
  log(`played ${count} transactions of ${masters.length} masters`);
}

async function refuseYoungChain(chain: HistoryChain, first: number): Promise<void> {
  const { timestamp } = await chain.client.getBlock({ blockTag: "latest" });
  if (timestamp >= BigInt(first)) throw new Error("the catalogue needs a chain that began 400 days ago");
}

/** Oldest first. */
function groupByDay(steps: readonly Step[]): [number, Step[]][] {
  return [...Map.groupBy(steps, ({ day }) => day)].toSorted(([one], [other]) => other - one);
}

const TALES: Record<string, (teller: Teller, allowList: () => AllowList) => Step[]> = {
  "Night Ferry": tellNightFerry,
  "Paper Lanterns": tellPaperLanterns,
  "Two Left Boots": tellTwoLeftBoots,
  "Salt and Timber": tellSaltAndTimber,
  "Kitchen Window": tellKitchenWindow,
  "Long Exposure": tellLongExposure,
  "Bread and Wire": tellBreadAndWire,
  "Cassette Coast": tellCassetteCoast,
  "Slow Weather": tellSlowWeather,
  "Orchard Street, 6 a.m.": tellOrchardStreet,
  "Glass Arcade": tellGlassArcade,
};

/** The first artist's DAO has proposals in every state, the fourth's has none; the others wait to be deployed. */
const DAOS = new Map([
  [0, tellBusyDao],
  [3, tellQuietDao],
]);

interface Materials {
  published: Published;
  /** By title: the studio session that a master comes from. */
  launched: ReturnType<typeof tellStudio>["launched"];
}

/** A story exists once its master's registration has been mined. */
function writeHistory(ctx: CatalogueContext, world: World, { published, launched: from }: Materials): Step[] {
  const stories = new Map<Master, Story>();
  const launched = new Map<Master, CoinStory>();
  const desk = new CoinDesk(world, ctx.deployment);
  const council = new DaoDesk(world, ctx.deployment);
  let allowList: AllowList | undefined;
  const register = async (master: Master, index: number): Promise<void> => {
    const isPresale = master.terms.presale !== undefined;
    if (isPresale) {
      const [first] = stories.values();
      allowList = await publishAllowList(ctx.ipfsUrl, earlyBuyers(first as Story));
    }
    const validator = ctx.deployment.validators[0]?.address;
    registerMaster(world, {
      master,
      artistId: BigInt(master.artist + 1),
      documents: published.documents[index] as Published["documents"][number],
      ...(master.terms.currency === "native" && validator !== undefined ? { validator } : {}),
      ...(isPresale && allowList !== undefined ? { presale: allowList } : {}),
      ...(isFirstOf(master) ? { coin: coins[master.artist] as Coin } : {}),
      session: from[master.title]?.() ?? 0n,
      now: ctx.now,
    });
  };
  const storyOf = (title: string): Story =>
    [...stories.values()].find(({ master }) => master.title === title) as Story;
  const tales = masters.flatMap((master, index): Step[] => {
    const teller = { world, now: ctx.now, story: () => stories.get(master) as Story };
    const open = async (): Promise<void> => {
      stories.set(master, await world.openStory(master, BigInt(index + 1)));
      if (isFirstOf(master)) launched.set(master, await desk.open(master.artist));
    };
    const ofCoin = {
      ...{ world, desk, coin: coins[master.artist] as Coin, launched: master.terms.registered },
      ...{ story: () => launched.get(master) as CoinStory, first: teller.story },
    };
    return [
      { day: master.terms.registered, act: () => register(master, index) },
      { day: master.terms.registered - 0.001, act: open },
      ...(TALES[master.title]?.(teller, () => allowList as AllowList) ?? []),
      ...(isFirstOf(master) ? tellCoin(ofCoin) : []),
      ...(isFirstOf(master) ? (DAOS.get(master.artist)?.({ ...ofCoin, desk: council }) ?? []) : []),
    ];
  });
  return [
    { day: FIRST_DAY, act: () => registerArtists(world, published) },
    { day: FIRST_DAY - 0.1, act: () => giveDollars(world) },
    ...tales,
    ...tellMarket({ world, deployment: ctx.deployment, now: ctx.now, storyOf }),
  ];
}

/** It brings the artist's coin. */
const isFirstOf = (master: Master): boolean =>
  masters.find(({ artist }) => artist === master.artist) === master;

function giveDollars(world: World): void {
  for (const account of [...world.cast.fans, ...world.cast.crowd]) world.mintUsdc(account, LISTENER_DOLLARS);
}

/** Everybody who bought the first single, with as many shares as they bought then, up to ten. */
const earlyBuyers = ({ bought }: Story): [Address, number][] =>
  [...bought].map(([account, count]) => [account, Math.min(PRESALE_MAX, count)]);
