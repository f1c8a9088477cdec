/** What is mutated together: sources, the contracts that they make, and the tests that judge them. */
interface Contract {
  file: string;
  name: string;
  /** Its sources besides `file`: they change no other contract of the scope. */
  sources: Readonly<Record<string, readonly string[]>>;
  /** Test files in TypeScript for what the fuzz tests leave over. */
  tests: readonly string[];
}

export type Replacement = readonly [from: string, to: string];

export interface Scope {
  /** By the variable of the environment that holds the creation code for the tests. */
  contracts: Readonly<Record<string, Contract>>;
  /** Fuzz tests and invariants with their handlers, the first judges. */
  suites: readonly string[];
  /** How the copied tests come to deploy the code of the environment. */
  edits: Readonly<Record<string, readonly Replacement[]>>;
}

const ALL = ["*"];

const MASTERS = ["transfer", "stake", "views", "buy"].map((name) => `masters/MasterShares.${name}.test.ts`);
const REVENUE = ["deposit", "claim", "credit"].map((name) => `revenue/DividendVault.${name}.test.ts`);

const created = (code: string, args: string): string =>
  `_create(vm.envBytes("${code}"), abi.encode(${args}))`;

const SHARES_CODE = "AUDIFI_MUTANT_SHARES";
const VAULT_CODE = "AUDIFI_MUTANT_VAULT";
const STAKING_CODE = "AUDIFI_MUTANT_STAKING";
const MARKET_CODE = "AUDIFI_MUTANT_MARKET";

const dividends: Scope = {
  contracts: {
    [SHARES_CODE]: {
      file: "masters/MasterShares.sol",
      name: "MasterShares",
      sources: {
        "libraries/ShareWords.sol": ALL,
        "masters/ShareLedger.sol": ["_transfer", "_mint", "_share", "_headOf"],
        "masters/MasterShares.sol": [
          ...["accrue", "collect", "claimable", "stake", "requestUnstake"],
          ...["_changeStake", "_setStatus"],
        ],
      },
      tests: [...MASTERS, ...REVENUE],
    },
    [VAULT_CODE]: {
      file: "revenue/DividendVault.sol",
      name: "DividendVault",
      sources: { "revenue/DividendVault.sol": ALL },
      tests: REVENUE,
    },
  },
  suites: ["invariants/Masters", "invariants/MastersHandler", "fuzz/MasterShares", "fuzz/Accounting"],
  edits: {
    "invariants/MastersFixture.sol": [
      [
        "vault = new DividendVault(address(manager));",
        `vault = DividendVault(${created(VAULT_CODE, "address(manager)")});`,
      ],
      ["new MasterShares(", `_create(vm.envBytes("${SHARES_CODE}"), abi.encode(`],
      [
        "IShareRenderer(address(this))\n                )",
        "IShareRenderer(address(this))\n                ))",
      ],
    ],
    "helpers/fixture.ts": [
      ["copies.vault)", `(copies.vault ?? process.env.${VAULT_CODE}) as Hex)`],
      ["copies.shares,", `(copies.shares ?? process.env.${SHARES_CODE}) as Hex,`],
    ],
  },
};

const staking: Scope = {
  contracts: {
    [STAKING_CODE]: {
      file: "staking/CoinStaking.sol",
      name: "CoinStaking",
      sources: {
        "libraries/RewardMath.sol": ALL,
        "libraries/StakingWords.sol": ALL,
        "libraries/PowerTrace.sol": ALL,
        "staking/CoinStaking.sol": ALL,
      },
      tests: [
        "staking/CoinStaking",
        "staking/CoinStaking.events",
        "staking/CoinStaking.stream",
        "staking/CoinStaking.votes",
      ].map((name) => `${name}.test.ts`),
    },
  },
  suites: ["invariants/Coins", "invariants/CoinsHandler", "fuzz/Coins"],
  edits: {
    "invariants/CoinsFixture.sol": [
      [
        "new CoinStaking(ISwitchboard(address(switchboard)));",
        `CoinStaking(${created(STAKING_CODE, "address(switchboard)")});`,
      ],
    ],
    "helpers/coins.ts": [["copies.staking)", `(copies.staking ?? process.env.${STAKING_CODE}) as Hex)`]],
  },
};

const MARKET_EDIT: Replacement = [
  "new ShareMarket(registry, ISwitchboard(address(switchboard)), 50);",
  `ShareMarket(${created(MARKET_CODE, "registry, switchboard, uint16(50)")});`,
];

const market: Scope = {
  contracts: {
    [MARKET_CODE]: {
      file: "market/ShareMarket.sol",
      name: "ShareMarket",
      sources: {
        "libraries/SaleTerms.sol": ["read", "royaltyOf"],
        "libraries/Money.sol": ["pull", "trySend"],
        "market/MarketLedger.sol": [
          ...["withdrawFees", "_settle", "_split", "_payOrCredit", "_pull", "_withdraw", "_debit"],
          ...["_pay", "_trySendNative"],
        ],
        "market/ShareMarket.sol": [
          ...["acceptOffer", "cancelOffers", "_buy", "_take", "_sellerOf", "_collect", "_offer"],
          ...["_checkAsk", "_openOffer"],
        ],
      },
      tests: [
        ...["list", "buy", "money", "offers", "withdraw"].map((name) => `market/ShareMarket.${name}.test.ts`),
        "attacks/market.test.ts",
      ],
    },
  },
  suites: ["invariants/Market", "invariants/MarketHandler", "fuzz/ShareMarket"],
  edits: {
    "invariants/MarketHandler.t.sol": [MARKET_EDIT],
    "fuzz/ShareMarket.t.sol": [MARKET_EDIT],
    "helpers/market.ts": [
      [
        "await deployMarket(args, copy)",
        `await deployMarket(args, (copy ?? process.env.${MARKET_CODE}) as Hex)`,
      ],
    ],
  },
};

export const scopes: Readonly<Record<string, Scope>> = { dividends, staking, market };

/** The variable of the contract that a source belongs to. */
export function contractOf(scope: Scope, file: string): string {
  const found = Object.entries(scope.contracts).find(([, { sources }]) => file in sources);
  if (found === undefined) throw new Error(`${file} is not in this scope`);
  return found[0];
}
