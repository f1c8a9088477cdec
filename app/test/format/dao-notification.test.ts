import { describe, expect, it } from "vitest";
import { describeNotification } from "../../src/lib/format/notification.ts";
import { formatDateTime } from "../../src/lib/format/time.ts";

const about = { artist: "7", number: "3", title: "Pay for the mix", dao: "Ada Coin DAO" };
const time = 1_795_000_000;
const words = formatDateTime(time);
const tell = (kind: string, data: Record<string, string> = {}) =>
  describeNotification("governance", `proposal.${kind}`, { ...about, ...data }).title;

describe("notifications of a DAO", () => {
  it("lead to the proposal", () => {
    expect(describeNotification("governance", "proposal.executed", about).href).toBe("/coins/7/dao/3");
  });

  it("lead nowhere but to pages of the app", () => {
    const wrong: Record<string, string>[] = [
      { artist: "7/..", number: "3" },
      { artist: "7", number: "//evil.example" },
      { number: "3" },
    ];
    for (const data of wrong) {
      expect(describeNotification("governance", "proposal.executed", data).href).toBeNull();
    }
  });

  it.each([
    [
      "created",
      { opensAt: String(time), hasVotes: "true" },
      `Ada Coin DAO votes on “Pay for the mix” from ${words}`,
    ],
    [
      "created",
      { opensAt: String(time), hasVotes: "false" },
      `Ada Coin DAO votes on “Pay for the mix” from ${words}. Your coins have no votes yet: delegate or stake them`,
    ],
    [
      "ends_soon",
      { endsAt: String(time) },
      `The vote on “Pay for the mix” ends on ${words}, and you have not voted`,
    ],
    ["decided", { result: "passed" }, "“Pay for the mix” passed"],
    ["decided", { result: "quorum" }, "“Pay for the mix” was defeated: too few votes for the quorum"],
    ["decided", { result: "majority" }, "“Pay for the mix” was defeated: no majority was for it"],
    [
      "queued",
      { executableAt: String(time) },
      `“Pay for the mix” is queued and can be executed from ${words}`,
    ],
    ["executed", {}, "“Pay for the mix” was executed"],
    ["cancelled", {}, "“Pay for the mix” was cancelled"],
  ])("say what happened: %s %o", (kind, data, expected) => {
    expect(tell(kind, data)).toBe(expected);
  });

  it("name a proposal without a title by its number, and hide what turns text around", () => {
    expect(tell("executed", { title: "" })).toBe("Proposal 3 was executed");
    expect(tell("executed", { title: "Pay\u202E all" })).toBe("“Pay all” was executed");
  });

  it("say no time that they cannot read", () => {
    expect(tell("ends_soon", { endsAt: "soon" })).toBe(
      "The vote on “Pay for the mix” ends soon, and you have not voted",
    );
    expect(tell("queued", { executableAt: "" })).toBe("“Pay for the mix” is queued");
  });
});
