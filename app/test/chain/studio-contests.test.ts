import { type PublishedBallot } from "@audifi/contracts/ballot-file";
import { compareBallots, isInBallotTree, leafOf } from "@audifi/contracts/ballots";
import { describe, expect, it } from "vitest";
import { findContests, proveBallots, type DueBallot } from "../../src/lib/chain/studio/contests.ts";
import { originOf, voterList } from "../../src/lib/format/launch-origin.ts";
import type { Hex } from "../../src/lib/format/network.ts";

const voter = (digit: string): Hex => `0x${digit.repeat(40)}`;
const studio = { chainId: 31337, address: voter("f") };

const ballot = (who: string, decision: number, option: number, isDirect = false): PublishedBallot => ({
  ...{ decision, option, voter: voter(who), sequence: isDirect ? 0n : 5n, weight: 1, class: "everyone" },
  ...{ isAttested: false, isDirect, signature: isDirect ? null : "0x01" },
});

const direct = (who: string, decision: number, option: number): DueBallot => ({
  ...{ decision, option, voter: voter(who), sequence: 0n, receivedAt: 0, signature: "0x", receipt: "0x" },
});

const counting = (ballots: readonly PublishedBallot[]) => ({
  ...{ studio, session: 7n, ballots: ballots.toSorted(compareBallots) },
});

describe("findContests", () => {
  const published = counting([ballot("1", 0, 0), ballot("3", 0, 1), ballot("1", 1, 1, true)]);

  it("finds nothing where everything due was counted", () => {
    expect(findContests(published, [direct("1", 1, 1)])).toEqual([]);
  });

  it("finds a voter who was counted twice", () => {
    const [found] = findContests(counting([...published.ballots, ballot("3", 0, 0)]), []);
    expect(found).toMatchObject({ fault: "doubled", first: { index: 1 }, second: { index: 2 } });
  });

  it("finds a ballot on chain that another was counted instead of", () => {
    const [found] = findContests(published, [direct("3", 0, 1)]);
    expect(found).toMatchObject({ fault: "ignored", counted: { index: 1 } });
    expect(findContests(published, [direct("1", 1, 0)])).toMatchObject([{ fault: "ignored" }]);
  });

  it("finds a newer ballot with a receipt, and no older one", () => {
    const due = { ...direct("3", 0, 0), signature: "0x02", receipt: "0x03", receivedAt: 9 } as const;
    expect(findContests(published, [{ ...due, sequence: 6n }])).toMatchObject([{ fault: "ignored" }]);
    expect(findContests(published, [{ ...due, sequence: 4n }])).toEqual([]);
  });

  it("proves that a ballot is missing by the leaves between which it belongs", () => {
    const places = (who: string, decision: number) => {
      const [found] = findContests(published, [direct(who, decision, 0)]);
      return found?.fault === "missing" ? found.neighbours.map(({ index }) => index) : null;
    };
    expect(places("2", 0)).toEqual([0, 1]);
    expect(places("0", 0)).toEqual([0]);
    expect(places("2", 1)).toEqual([2]);
    expect(findContests(counting([]), [direct("2", 0, 0)])).toMatchObject([{ neighbours: [] }]);
  });

  it("proves what the contract accepts", () => {
    const { root, prove } = proveBallots(published);
    for (const [index, one] of published.ballots.entries()) {
      const { proof } = prove(index);
      expect(isInBallotTree({ root, count: 3 }, leafOf(7n, one), index, proof)).toBe(true);
    }
  });
});

describe("originOf", () => {
  const option = (index: number, producer: Hex | null) => ({
    ...{ index, label: "Drums: take 2", content: null, producer, tally: 1n },
  });
  const session = {
    ...{ id: "7", title: "Low water", status: "locked", audioCid: "bafy", artist: { id: "2" } },
    decisions: [{ options: [option(0, null), option(1, voter("1"))], chosen: 1 }],
    publications: [{ ballotsCid: "bafyballots" }],
  };

  it("credits chosen producers in the form that credits are read", () => {
    const origin = originOf(session as never);
    expect(origin).toMatchObject({ session: "7", artistId: "2", ballotsCid: "bafyballots" });
    expect(origin?.credits).toMatch(/^0x1111…1111 — Drums {2}take 2$/);
  });

  it("is none while the session is not locked", () => {
    expect(originOf({ ...session, status: "open" } as never)).toBeNull();
  });
});

describe("voterList", () => {
  it("names every voter once, without those who have no wallet", () => {
    const list = voterList(
      [
        { voter: voter("a"), isAttested: false, class: "everyone" },
        { voter: voter("A"), isAttested: false, class: "everyone" },
        { voter: voter("b"), isAttested: true, class: "everyone" },
        { voter: voter("c"), isAttested: true, class: "subscriber" },
      ],
      5,
    );
    expect(list.split("\n")).toEqual([`${voter("a")}, 5`, `${voter("c")}, 5`]);
  });
});
