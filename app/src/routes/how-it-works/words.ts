export const STEPS = [
  {
    title: "An artist offers shares",
    text: "The recording, its cover and the terms are published: how many shares, at what fixed price, from when until when. None of it can be changed afterwards, except that the end may be put off.",
  },
  {
    title: "You listen, and buy",
    text: "Everything can be heard before it is bought. Your wallet shows what you pay and what you get; the shares are in it seconds later, each with its number.",
  },
  {
    title: "Revenue is paid in",
    text: "The artist, a label or a collecting society deposits what the recording earned, with period, source and a statement. The contract divides it among all shares at once.",
  },
  {
    title: "You claim",
    text: "What your shares earned waits for you, for as long as you like. One transaction pays out everything from all your recordings, and it belongs to you even after you sold the share.",
  },
] as const;

export const ALWAYS = [
  "Revenue that was paid in is divided exactly, and only among the shares of that recording.",
  "More can never be paid out than came in; nobody, we included, can take it out or redirect it.",
  "You can claim, and give your unstaked shares away, at any time, also while the platform is paused.",
  "Price, number of shares and fee of an offering stay as they were when it was registered.",
  "A mover stays the mover of a share for ever.",
] as const;

export const NEVER = [
  "That any revenue is paid in. Artists promise it; no program can make them.",
  "That statements are true. You see them and can compare, as with any accounts.",
  "That a share can be sold again, or for what.",
  "That you own the music: a share carries neither copyright nor a licence.",
  "That other markets pay the royalty of a resale.",
] as const;

/** What was tried against a validator that knows nobody; contracts/docs/royalties.md and its tests say the same. */
export const STOPPED = [
  "A marketplace that the seller let move one share, or all",
  "A marketplace that the seller calls, or that takes the share first and sells it then",
  "A broker, or the buyer, whom the seller let move the share",
  "A contract that calls itself one of our markets",
  "A validator that the seller would like better",
] as const;

export const UNSEEN = [
  {
    way: "A gift that is paid for elsewhere",
    cost: "One side goes first and has to trust the other.",
  },
  {
    way: "A wrapper that holds shares and trades claims on them",
    cost: "The wrapper receives the dividends, may stake and votes. Its users trust it with all of that.",
  },
  {
    way: "A wallet with several signers whose control is sold",
    cost: "It works once for everything that the wallet holds, and the buyer trusts that no key was kept.",
  },
  {
    way: "A wallet that runs a marketplace's program (EIP-7702)",
    cost: "The seller hands the whole wallet, with everything in it, to that program.",
  },
] as const;

export const RISKS = [
  {
    title: "You may lose what you paid",
    text: "Most recordings earn little. A share can earn less than it cost, or nothing, and its price can fall to zero.",
  },
  {
    title: "The artist may stop paying in",
    text: "The contract divides what it is given. Whether the artist has the rights and pays in what the recording earns is a matter of trust and of the law where you both live.",
  },
  {
    title: "Somebody may pretend to be an artist",
    text: "Anybody can register any name. Look for the verified mark and compare the address with one the artist published elsewhere.",
  },
  {
    title: "A deposit can be seen coming",
    text: "Somebody may buy shares just before a deposit that everybody expects, and take part in it. Prices of offerings are fixed, so artists should not announce deposits to the minute.",
  },
  {
    title: "Programs have mistakes",
    text: "The contracts are tested against every attack we know and hold each recording's money apart, so that a fault in one cannot reach another. That makes mistakes rarer, not impossible.",
  },
  {
    title: "Your key is yours alone",
    text: "Whoever has your wallet's key has your shares, and nobody can bring them back. Coins change in value, and taxes are due where you live.",
  },
] as const;

export const OUTAGES = [
  {
    what: "These pages",
    stops: "Looking things up here",
    works:
      "Buying, claiming, staking and giving through any block explorer or wallet; another copy of these pages",
  },
  {
    what: "The index of the chain (the subgraph)",
    stops: "Lists and figures, which then say how old they are",
    works: "Every transaction; the chain itself has all figures",
  },
  {
    what: "The upload service (the relay)",
    stops: "Uploading files here",
    works: "Everything else; artists may pin their files elsewhere and launch with those",
  },
  {
    what: "All of them at once",
    stops: "Everything on this site",
    works: "Claiming every balance, and giving shares away, straight from the contracts",
  },
] as const;
