import { describe, expect, it } from "vitest";
import { readOrder, type OrderFields } from "../../src/lib/format/dao-order.ts";
import {
  bodyOf,
  describeFor,
  needsVote,
  partOf,
  stateAt,
  timelineOf,
  type ProposalDetail,
} from "../../src/lib/format/dao.ts";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";

const account = `0x${"ab".repeat(20)}` as const;

const proposal: ProposalDetail = {
  ...{ number: 3, id: 7n, title: "Pay for the video", proposer: account, createdAt: 1_000, voterCount: 0 },
  ...{ snapshot: 1_060, deadline: 1_660, quorum: 40n, eta: null, isExecuted: false, isCancelled: false },
  votes: { for: 0n, against: 0n, abstain: 0n },
  ...{ isExtended: false, ownVote: null, description: "", totalPower: 1_000n, calls: [] },
  steps: [{ kind: "create", account, time: 1_000, transaction: "0x01" }],
};
const voted = (votes: Partial<ProposalDetail["votes"]>): ProposalDetail => ({
  ...proposal,
  votes: { ...proposal.votes, ...votes },
});

describe("stateAt", () => {
  it("counts the seconds of snapshot and deadline as the governor does", () => {
    expect(stateAt(proposal, 1_060)).toBe("pending");
    expect(stateAt(proposal, 1_061)).toBe("active");
    expect(stateAt(proposal, 1_660)).toBe("active");
    expect(stateAt(proposal, 1_661)).toBe("defeated");
  });

  it("needs the quorum for and abstaining, and more votes for than against", () => {
    expect(stateAt(voted({ for: 39n }), 2_000)).toBe("defeated");
    expect(stateAt(voted({ for: 1n, abstain: 39n }), 2_000)).toBe("succeeded");
    expect(stateAt(voted({ for: 40n, against: 40n }), 2_000)).toBe("defeated");
    expect(stateAt(voted({ for: 41n, against: 40n }), 2_000)).toBe("succeeded");
    expect(stateAt(voted({ against: 900n }), 2_000)).toBe("defeated");
  });

  it("tells waiting in the timelock from being ready, and both ends from everything else", () => {
    const queued = { ...voted({ for: 50n }), eta: 3_000 };
    expect(stateAt(queued, 2_999)).toBe("queued");
    expect(stateAt(queued, 3_000)).toBe("ready");
    expect(stateAt({ ...queued, isExecuted: true }, 3_000)).toBe("executed");
    expect(stateAt({ ...proposal, isCancelled: true }, 1_010)).toBe("cancelled");
  });
});

describe("needsVote", () => {
  const power = { liquid: 0n, staked: 1n };

  it("asks who has votes and has not used them while the vote is open", () => {
    expect(needsVote(proposal, power, 1_100)).toBe(true);
    expect(needsVote(proposal, { liquid: 0n, staked: 0n }, 1_100)).toBe(false);
    expect(needsVote({ ...proposal, ownVote: "against" }, power, 1_100)).toBe(false);
    expect(needsVote(proposal, power, 1_700)).toBe(false);
  });
});

describe("timelineOf", () => {
  it("names what is still to come, and ends where the proposal ends", () => {
    const labels = (one: ProposalDetail, now: number) => timelineOf(one, now).map(({ label }) => label);
    expect(labels(proposal, 1_100).at(-1)).toBe("Executed");
    expect(labels(proposal, 1_700).at(-1)).toBe("Vote ends");
    expect(labels({ ...proposal, isCancelled: true }, 1_010)).toEqual(["Proposed", "Cancelled"]);
    expect(labels({ ...voted({ for: 50n }), isExtended: true, eta: 3_000 }, 3_100)).toContain(
      "Can be executed",
    );
  });
});

describe("partOf", () => {
  it("cuts, and never says more than all", () => {
    expect(partOf(1n, 3n)).toBe(3_333);
    expect(partOf(5n, 3n)).toBe(10_000);
    expect(partOf(5n, 0n)).toBe(0);
  });
});

describe("descriptions", () => {
  it("names the proposer at the end, and hides that line from readers", () => {
    const text = describeFor(" Pay Ben ", "He filmed it.\n", account);
    expect(text).toBe(`# Pay Ben\n\nHe filmed it.\n\n#proposer=${account}`);
    expect(bodyOf(text)).toBe("He filmed it.");
    expect(bodyOf(describeFor("Pay Ben", "", account))).toBe("");
    expect(bodyOf("only a title")).toBe("");
  });
});

describe("readOrder", () => {
  const native = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 };
  const usdc = { address: `0x${"07".repeat(20)}`, symbol: "USDC", decimals: 6 } as const;
  const around = { currencies: [native, usdc], positions: [7n] };
  const fields: OrderFields = {
    ...{ currency: 0, to: account, amount: "0.5", isUnwrapped: true, setting: "quorum", value: "5" },
    ...{ target: account, data: "0x", sent: "" },
  };

  it("reads payments in each currency, and unwraps the native coin alone", () => {
    const pay = { kind: "pay", to: account } as const;
    expect(readOrder("pay", fields, around)).toEqual({
      order: { ...pay, currency: ZERO_ADDRESS, amount: 5n * 10n ** 17n, isUnwrapped: true },
    });
    expect(readOrder("pay", { ...fields, currency: 1 }, around)).toEqual({
      order: { ...pay, currency: usdc.address, amount: 500_000n, isUnwrapped: false },
    });
  });

  it("names every field that is wrong", () => {
    const wrong = readOrder("pay", { ...fields, to: "me", amount: "0" }, around);
    expect(Object.keys("problems" in wrong ? wrong.problems : {})).toEqual(["amount", "to"]);
    expect(readOrder("raw", { ...fields, data: "0x1" }, around)).toHaveProperty("problems.data");
    expect(readOrder("raw", { ...fields, target: "0x" }, around)).toHaveProperty("problems.target");
  });

  it("keeps settings within what the contracts allow", () => {
    expect(readOrder("set", fields, around)).toEqual({
      order: { kind: "set", setting: "quorum", value: 500 },
    });
    expect(readOrder("set", { ...fields, value: "21" }, around)).toHaveProperty("problems.value");
    expect(readOrder("set", { ...fields, value: "five" }, around)).toHaveProperty("problems.value");
    const day = readOrder("set", { ...fields, setting: "votingDelay", value: "24" }, around);
    expect(day).toEqual({ order: { kind: "set", setting: "votingDelay", value: 86_400 } });
  });
});
