import { hashBallot, receiptTypedData } from "@audifi/contracts/ballots";
import type { StudioBallots } from "@audifi/relay/protocol";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NetworkConfig } from "../../src/lib/format/network.ts";
import type { SessionDetail } from "../../src/lib/format/studio.ts";
import { StudioVoter } from "../../src/lib/state/studio-voter.svelte.ts";
import { FakeRelay } from "../helpers/relay.ts";

const studio = { chainId: 31_337, address: `0x${"5".repeat(40)}` } as const;
const signer = privateKeyToAccount(generatePrivateKey());
const standing = {
  ...{ weight: 3, class: "shareholder", mayVote: true, shares: "2", coins: "0", isProducer: false },
  ...{ isSubscriber: false, isAttested: true, reasons: ["You hold a share."] },
};

interface Posted {
  readonly ballot: StudioBallots["ballots"][number];
  readonly signature: `0x${string}`;
}

let relay: FakeRelay;
let posted: Posted[] = [];
let held: StudioBallots["ballots"] = [];
let refusal: string | null = null;
let receiptSigner = signer;

async function receiptOf({ ballot }: Posted) {
  const message = { ...ballot, session: 7n, sequence: BigInt(ballot.sequence) };
  const [hash, receivedAt] = [hashBallot(studio, message), 1_700_000_000];
  const signature = await receiptSigner.signTypedData(receiptTypedData(studio, hash, receivedAt));
  return { ballot: hash, receivedAt, signature, weight: 3, class: "shareholder", isAttested: true };
}

beforeEach(async () => {
  [posted, held, refusal, receiptSigner] = [[], [], null, signer];
  const kept = new Map<string, string>();
  vi.stubGlobal("window", {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
  });
  relay = await FakeRelay.start();
  relay.reply = ({ url = "", method }, body) => {
    if (url.includes("/standing")) return { body: standing };
    if (url.includes("/voters")) return { body: { voter: JSON.parse(body).voter, pseudonym: "Quiet Heron" } };
    if (url.includes("/ballots?")) return { body: { ballots: held } };
    if (!url.endsWith("/ballots") || method !== "POST") return undefined;
    if (refusal) return { status: 409, body: { error: { code: refusal, message: "No.", requestId: "1" } } };
    posted.push(JSON.parse(body) as Posted);
    return { body: receiptOf(posted.at(-1)!) };
  };
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await relay.stop();
});

function voterHere(): StudioVoter {
  const network = { chainId: studio.chainId, relayUrl: relay.url, deployment: { studio: studio.address } };
  const session = { id: "7", receiptSigner: signer.address, decisions: [{}, {}] };
  return new StudioVoter(network as unknown as NetworkConfig, session as unknown as SessionDetail);
}

async function joined(): Promise<StudioVoter> {
  const voter = voterHere();
  await voter.join("account-1");
  return voter;
}

describe("StudioVoter with a key of the browser", () => {
  it("is registered under a pseudonym, and knows what it weighs", async () => {
    const voter = await joined();
    expect(voter.identity?.pseudonym).toBe("Quiet Heron");
    expect(voter.standing).toMatchObject({ weight: 3, isAttested: true });
  });

  it("asks again what it weighs until it is told, as long as it is there", async () => {
    const { reply } = relay;
    let asked = 0;
    relay.reply = (request, body) => {
      if (!request.url?.includes("/standing")) return reply(request, body);
      asked += 1;
      return asked < 3 ? { status: 503, body: {} } : { body: standing };
    };
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const voter = await joined();
    expect([voter.standing, asked]).toEqual([null, 1]);
    vi.advanceTimersByTime(2_000);
    await expect.poll(() => asked).toBe(2);
    await expect.poll(() => vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(4_000);
    await expect.poll(() => voter.standing?.weight).toBe(3);
    asked = 0;
    const gone = await joined();
    await gone.become(null, null);
    vi.advanceTimersByTime(60_000);
    expect([asked, vi.getTimerCount()]).toEqual([1, 0]);
  });

  it("comes back with the same key, for the same account only", async () => {
    const { identity } = await joined();
    const [again, other] = [voterHere(), voterHere()];
    await again.become(null, "account-1");
    await other.become(null, "account-2");
    expect(again.identity?.voter).toBe(identity?.voter);
    expect(other.identity).toBeNull();
  });

  it("votes, changes its mind with a higher sequence, and keeps the receipt", async () => {
    const voter = await joined();
    expect(await voter.vote(0, 2)).toBe(true);
    expect(await voter.vote(0, 1)).toBe(true);
    const [first, second] = posted.map(({ ballot }) => BigInt(ballot.sequence));
    expect(second! > first!).toBe(true);
    expect([voter.choiceOf(0), voter.choiceOf(1), voter.reason]).toEqual([1, null, null]);
    const again = voterHere();
    await again.become(null, "account-1");
    expect(again.choiceOf(0)).toBe(1);
  });

  it("votes above what another tab did meanwhile", async () => {
    const [one, other] = [await joined(), await joined()];
    await one.vote(0, 0);
    await other.vote(0, 1);
    await one.vote(0, 2);
    const sequences = posted.map(({ ballot }) => BigInt(ballot.sequence));
    expect(sequences).toEqual([...sequences].sort((a, b) => Number(a - b)));
    expect(one.choiceOf(0)).toBe(2);
  });

  it("shows what another device voted when it was faster", async () => {
    const voter = await joined();
    await voter.vote(0, 0);
    refusal = "studio.sequence_stale";
    const [{ ballot, signature }] = posted as [Posted];
    const later = { ...ballot, option: 1, sequence: String(BigInt(ballot.sequence) + 100n) };
    const receipt = (await receiptOf({ ballot: later, signature })) as (typeof held)[number]["receipt"];
    held = [{ ...later, signature, receipt }];
    expect(await voter.vote(0, 2)).toBe(false);
    expect(voter.choiceOf(0)).toBe(1);
    expect(voter.reason?.title).toBe("You voted elsewhere meanwhile");
  });

  it("does not trust a receipt that somebody else signed", async () => {
    receiptSigner = privateKeyToAccount(generatePrivateKey());
    const voter = await joined();
    await voter.vote(0, 0);
    expect([voter.reason?.title, voter.needsChain]).toEqual(["The receipt is not good", false]);
  });

  it("makes no key where none can be kept", async () => {
    vi.stubGlobal("window", {
      localStorage: {
        getItem: () => null,
        setItem: () => {
          throw new Error("full");
        },
      },
    });
    const voter = await joined();
    expect([voter.identity, voter.reason?.title]).toEqual([null, "This browser keeps nothing"]);
  });

  it("says so when nobody answers, and keeps what it knew", async () => {
    const voter = await joined();
    await voter.vote(0, 0);
    await relay.stop();
    expect(await voter.vote(0, 1)).toBe(false);
    expect([voter.choiceOf(0), voter.busy]).toEqual([0, null]);
    expect(voter.reason).not.toBeNull();
    relay = await FakeRelay.start();
  });
});
