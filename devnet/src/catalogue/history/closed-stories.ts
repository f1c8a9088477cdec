import type { Step } from "./steps.ts";
import { type Deposit, type Person, type Teller, buying, earning, living, rush } from "./tell.ts";

const NIGHT_FERRY_DEPOSITS: Deposit[] = [
  [344.6, "streaming", 1, "0.118"],
  [313.6, "streaming", 1, "0.164"],
  [313.5, "download", 2, "0.0925"],
  [283.6, "streaming", 1, "0.2115"],
  [252.6, "streaming", 1, "0.263"],
  [252.4, "sync", 1, "1.25"],
  [222.6, "streaming", 1, "0.319"],
  [191.6, "streaming", 1, "0.2874"],
  [191.5, "physical", 3, "0.446"],
  [161.6, "streaming", 1, "0.2451"],
  [130.6, "streaming", 1, "0.2703"],
  [130.5, "royalty", 6, "0.1585"],
  [100.6, "streaming", 1, "0.2218"],
  [69.6, "streaming", 1, "0.1967"],
  [69.4, "download", 3, "0.0612"],
  [39.6, "streaming", 1, "0.1894"],
  [9.6, "streaming", 1, "0.2042"],
  [9.5, "royalty", 3, "0.0731"],
];

/** Sold out in five weeks, a year of statements since. */
export function tellNightFerry(teller: Teller): Step[] {
  const { world, story } = teller;
  const [ada, ben, chioma, dario, juno, vera] = world.cast.fans;
  const crowd = world.cast.crowd.slice(0, 128);
  const idsOf = (holder: Person): bigint[] => world.idsOf(story(), holder);
  return [
    ...buying(teller, [
      [389.97, ada, 6],
      [389.9, ben, 12],
      [386.2, chioma, 25],
      [384.1, vera, 7],
      [381.8, juno, 3],
      [379.4, dario, 8],
    ]),
    ...rush(teller, { seed: 41, buyers: crowd, total: 289, largest: 9, cap: 80, from: 389.4, days: 33.4 }),
    ...earning(teller, NIGHT_FERRY_DEPOSITS),
    ...living(teller, crowd, 330, 12),
    { day: 353.5, act: () => world.withdrawProceeds(story()) },
    { day: 353.4, act: () => world.withdrawFees(story(), world.artistOf(story())) },
    { day: 320.3, act: () => world.give(story(), ada, dario, 3n) },
    { day: 300.6, act: () => world.mintRemaining(story(), 20) },
    { day: 280.2, act: () => world.stake(story(), ben, idsOf(ben).slice(0, 5)) },
    { day: 246.8, act: () => world.give(story(), chioma, juno, idsOf(chioma)[0] as bigint) },
    { day: 205.3, act: () => world.claimArtistCredit(story()) },
    { day: 200.1, act: () => world.stake(story(), chioma, idsOf(chioma).slice(2, 12)) },
    { day: 150.7, act: () => world.claim(ada, [story()]) },
    { day: 120.4, act: () => world.requestUnstake(story(), chioma, idsOf(chioma).slice(2, 5)) },
    { day: 90.3, act: () => world.claimFor(ada, chioma, [story()]) },
    { day: 60.9, act: () => world.stake(story(), ada, idsOf(ada).slice(0, 2)) },
    { day: 12.5, act: () => world.stake(story(), dario, idsOf(dario).slice(0, 3)) },
    { day: 3.2, act: () => world.requestUnstake(story(), ben, idsOf(ben).slice(0, 1)) },
  ];
}

/** A hundred and thirty shares in a month, none left, nothing retained sold. */
export function tellPaperLanterns(teller: Teller): Step[] {
  const { world, story } = teller;
  const [ada, , chioma, , , vera] = world.cast.fans;
  const crowd = world.cast.crowd.slice(116, 168);
  return [
    ...buying(teller, [
      [349.98, vera, 9],
      [349.7, chioma, 10],
      [340.2, ada, 3],
    ]),
    ...rush(teller, { seed: 23, buyers: crowd, total: 108, largest: 7, cap: 15, from: 349.5, days: 29 }),
    ...earning(teller, [
      [288.4, "streaming", 2, "0.092"],
      [228.4, "streaming", 2, "0.117"],
      [228.3, "sync", 1, "0.85"],
      [168.4, "streaming", 2, "0.104"],
      [108.4, "streaming", 2, "0.098"],
      [108.3, "physical", 6, "0.212"],
      [48.4, "streaming", 2, "0.111"],
    ]),
    ...living(teller, crowd, 285, 20),
    { day: 318.2, act: () => world.withdrawProceeds(story()) },
    { day: 225.1, act: () => world.stake(story(), vera, world.idsOf(story(), vera).slice(0, 6)) },
    { day: 104.6, act: () => world.claimArtistCredit(story()) },
  ];
}

/** Closed by nobody: thirty days after its end it lapsed, and the band took part of what was left. */
export function tellTwoLeftBoots(teller: Teller): Step[] {
  const { world, story } = teller;
  const [, ben, , dario] = world.cast.fans;
  const crowd = world.cast.crowd.slice(160, 210);
  return [
    ...buying(teller, [
      [329.9, ben, 5],
      [311.3, dario, 12],
    ]),
    ...rush(teller, { seed: 112, buyers: crowd, total: 105, largest: 8, cap: 60, from: 329.5, days: 82 }),
    ...earning(teller, [
      [272.7, "streaming", 2, "96.4"],
      [212.7, "streaming", 2, "121.18"],
      [212.6, "physical", 4, "240"],
      [152.7, "streaming", 2, "130.52"],
      [92.7, "streaming", 2, "118.9"],
      [32.7, "streaming", 2, "140.03"],
      [32.6, "other", 1, "75"],
    ]),
    ...living(teller, crowd, 210, 40),
    { day: 238.1, act: () => world.withdrawProceeds(story()) },
    { day: 202.5, act: () => world.mintRemaining(story(), 20) },
  ];
}

/** The dollar master: two thirds sold, closed by the artists, paid with permits throughout. */
export function tellSaltAndTimber(teller: Teller): Step[] {
  const { world, story } = teller;
  const [ada, ben, , dario] = world.cast.fans;
  const crowd = world.cast.crowd.slice(200, 254);
  return [
    ...buying(teller, [
      [259.95, dario, 15],
      [259.5, ben, 10],
      [251.1, ada, 4],
    ]),
    ...rush(teller, { seed: 77, buyers: crowd, total: 115, largest: 8, cap: 60, from: 259.3, days: 84 }),
    ...earning(teller, [
      [207.3, "streaming", 1, "138.42"],
      [176.3, "streaming", 1, "161.07"],
      [146.3, "streaming", 1, "154.9"],
      [146.2, "royalty", 3, "88.16"],
      [115.3, "streaming", 1, "149.33"],
      [85.3, "streaming", 1, "172.58"],
      [85.2, "sync", 1, "900"],
      [54.3, "physical", 3, "311.25"],
      [54.2, "streaming", 1, "166.71"],
      [24.3, "streaming", 1, "181.04"],
    ]),
    ...living(teller, crowd, 145, 20),
    { day: 168.9, act: () => world.closeOffering(story()) },
    { day: 168.8, act: () => world.withdrawProceeds(story()) },
    { day: 160.2, act: () => world.mintRemaining(story(), 25) },
    { day: 140.5, act: () => world.stake(story(), dario, world.idsOf(story(), dario).slice(0, 10)) },
    { day: 110.2, act: () => world.claim(dario, [story()]) },
    { day: 77.7, act: () => world.give(story(), ben, ada, world.idsOf(story(), ben)[0] as bigint) },
    { day: 48.1, act: () => world.claimArtistCredit(story()) },
  ];
}

/** Sold out in dollars within a month. */
export function tellKitchenWindow(teller: Teller): Step[] {
  const { world, story } = teller;
  const [ada, , chioma, , juno] = world.cast.fans;
  const crowd = [...world.cast.crowd.slice(246, 296), ...world.cast.crowd.slice(40, 56)];
  return [
    ...buying(teller, [
      [189.99, juno, 4],
      [189.6, ada, 5],
      [182.4, chioma, 2],
    ]),
    ...rush(teller, { seed: 86, buyers: crowd, total: 139, largest: 8, cap: 25, from: 189.4, days: 27 }),
    ...earning(teller, [
      [128.2, "streaming", 1, "74.11"],
      [98.2, "streaming", 1, "90.06"],
      [68.2, "streaming", 1, "97.85"],
      [38.2, "streaming", 1, "101.4"],
      [38.1, "royalty", 3, "62.5"],
      [8.2, "streaming", 1, "108.77"],
    ]),
    ...living(teller, crowd, 125, 10),
    { day: 155.3, act: () => world.withdrawProceeds(story()) },
    { day: 80.4, act: () => world.mintRemaining(story(), 10) },
    { day: 66.1, act: () => world.stake(story(), juno, world.idsOf(story(), juno)) },
  ];
}

/** Open while the platform was paused: the offering ran as much longer, and was then closed. */
export function tellLongExposure(teller: Teller): Step[] {
  const { world, story } = teller;
  const [, ben, , dario] = world.cast.fans;
  const crowd = world.cast.crowd.slice(288, 326);
  return [
    ...buying(teller, [
      [149.9, dario, 6],
      [128.8, ben, 4],
    ]),
    ...rush(teller, { seed: 98, buyers: crowd, total: 85, largest: 8, cap: 30, from: 149.5, days: 40 }),
    ...earning(teller, [
      [88.5, "streaming", 1, "0.071"],
      [58.5, "streaming", 1, "0.083"],
      [28.5, "streaming", 1, "0.079"],
    ]),
    ...living(teller, crowd, 85, 10),
    { day: 102.6, act: () => world.closeOffering(story()) },
    { day: 102.5, act: () => world.withdrawProceeds(story()) },
    { day: 101.4, act: () => world.mintRemaining(story(), 12) },
  ];
}
