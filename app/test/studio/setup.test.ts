import { describe, expect, it } from "vitest";
import { ZERO_ADDRESS } from "../../src/lib/format/network.ts";
import { SessionSetup } from "../../src/routes/studio/new/setup.svelte.ts";

const native = { address: ZERO_ADDRESS, symbol: "ETH", decimals: 18 } as const;
const NOW = 1_800_000_000;

function texts() {
  const setup = new SessionSetup("draft", "7", NOW, native);
  const [decision] = setup.decisions;
  if (!decision) throw new Error("a session begins with a decision");
  decision.setKind("text");
  const [first, second] = decision.options;
  if (!first || !second) throw new Error("a decision begins with two options");
  return { setup, decision, first, second };
}

describe("SessionSetup", () => {
  it("makes a file of a longer text, and none where there is none", async () => {
    const { setup, first, second } = texts();
    first.text = "Low tide\r\n";
    second.text = " \n";
    await setup.settleTexts();
    expect(await first.slot.file?.text()).toBe("Low tide\n");
    expect(first.slot.upload?.stage).toBe("idle");
    expect([second.slot.file, second.slot.upload]).toEqual([null, null]);
  });

  it("goes on with an upload of the same text, and drops the one of another", async () => {
    const { setup, first } = texts();
    first.text = "Low tide";
    await setup.settleTexts();
    const { upload } = first.slot;
    first.text = "Low tide\n\n";
    await setup.settleTexts();
    expect(first.slot.upload).toBe(upload);
    first.text = "High tide";
    await setup.settleTexts();
    expect(first.slot.upload).not.toBe(upload);
    first.text = "";
    await setup.settleTexts();
    expect(first.slot.upload).toBeNull();
  });

  it("says at the text what is wrong with it, apart from the label", async () => {
    const { setup, first } = texts();
    first.text = "<html>";
    await setup.settleTexts();
    expect(setup.check(null, NOW)).toBeNull();
    expect(setup.problems).toMatchObject({
      [first.key]: "Enter the text.",
      [`${first.key}:text`]: expect.stringContaining("Plain text only"),
    });
  });

  it("keeps longer texts with the draft, and takes up drafts that have none", () => {
    const { setup, decision, first } = texts();
    first.text = "Low tide";
    const record = setup.toRecord("me", 31337);
    const again = new SessionSetup("draft", "7", NOW, native);
    again.restore(record, [native]);
    expect(again.decisions[0]?.options.map(({ text }) => text)).toEqual(["Low tide", ""]);
    const [{ text: _, ...older } = { key: "a", label: "One", file: null }] =
      record.decisions[0]?.options ?? [];
    again.restore({ ...record, decisions: [{ ...record.decisions[0]!, options: [older] }] }, [native]);
    expect(again.decisions[0]?.options.map(({ text }) => text)).toEqual([""]);
    decision.setKind("image");
    decision.setKind("text");
    expect(decision.options[0]?.text).toBe("Low tide");
  });

  it("takes no longer text of options that are not texts", async () => {
    const { setup, decision, first } = texts();
    first.text = "<html>";
    decision.setKind("audio");
    await setup.settleTexts();
    setup.check(null, NOW);
    expect(Object.keys(setup.problems).some((name) => name.endsWith(":text"))).toBe(false);
    expect(decision.options[0]?.slot.file).toBeNull();
  });
});
