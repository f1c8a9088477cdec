import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseUnits } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { artists, masters } from "../../src/catalogue/content/index.ts";
import { describeArtist, describeMaster } from "../../src/catalogue/documents.ts";
import { planPurchases } from "../../src/catalogue/history/purchases.ts";
import { toStoredCid } from "../../src/catalogue/ipfs.ts";
import { SOURCES, monthsBefore, writeStatement } from "../../src/catalogue/statements.ts";
import { measureWaveform } from "../../src/catalogue/waveform.ts";

const CID = "bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi";
const NOW = Date.UTC(2026, 10, 23) / 1000;

describe("documents", () => {
  for (const master of masters) {
    it(`describes ${master.title} for marketplaces and the subgraph`, () => {
      const files = { audio: CID, cover: CID, duration: 33.7, waveform: [0, 50, 100] };
      const document = describeMaster(master, files, NOW) as Record<string, unknown>;
      assert.equal(document.name, master.title);
      assert.equal(document.image, `ipfs://${CID}`);
      assert.equal(document.animation_url, `ipfs://${CID}`);
      assert.equal(document.duration, 33);
      assert.match(String(document.releaseDate), /^20\d\d-\d\d-\d\d$/);
      assert.match(String(document.isrc), /^[A-Z]{2}-[A-Z0-9]{3}-\d{2}-\d{5}$/);
      assert.ok(new URL(String(document.external_url)).hostname.endsWith(".example"));
      for (const credit of master.credits) assert.ok(credit.name !== "" && credit.role !== "");
    });

    it(`keeps the terms of ${master.title} within what the registry takes`, () => {
      const { terms } = master;
      assert.ok(Buffer.byteLength(master.title) <= 64);
      assert.ok(terms.publicShares <= terms.totalShares && terms.totalShares <= 100_000);
      assert.ok(terms.registered > terms.start && terms.start > terms.end);
      assert.ok(terms.start - terms.end <= 365);
      if (terms.presale !== undefined) assert.ok(terms.presale > terms.start);
      const { tier1, tier2, tier3, tier4, moverShare } = terms.royalties;
      assert.ok(tier1 >= 500 && tier1 <= 1500 && tier2 >= 300 && tier2 <= 1000);
      assert.ok(tier3 >= 100 && tier3 <= 500 && tier4 >= 50 && tier4 <= 200 && moverShare <= 10_000);
    });
  }

  it("describes artists with links that are URLs", () => {
    for (const artist of artists) {
      const profile = describeArtist(artist, CID) as { avatar: string; links: string[] };
      assert.equal(profile.avatar, `ipfs://${CID}`);
      for (const link of profile.links) assert.ok(new URL(link).hostname.endsWith(".example"));
    }
  });

  it("stores a CID as its digest and codec", () => {
    const { digest, codec } = toStoredCid(CID);
    assert.equal(codec, 0x70);
    assert.equal(digest, "0xc3c4733ec8affd06cf9e9ff50ffc6bcd2ec85a6170004bb709669c31de94391a");
  });

  it("draws a waveform from 0 to 100", () => {
    const wav = new Uint8Array(44 + 4 * 20_000);
    const samples = new Int16Array(wav.buffer, 44);
    samples.fill(1_000, 0, 20_000).fill(10_000, 20_000);
    const waveform = measureWaveform(wav);
    assert.equal(waveform.length, 200);
    assert.deepEqual([waveform[10], waveform[190]], [10, 100]);
  });
});

describe("statements", () => {
  const [master] = masters as [(typeof masters)[number]];

  for (const source of SOURCES) {
    it(`adds up to the deposit: ${source}`, () => {
      const net = parseUnits("0.2874", 18) + 7n;
      const period = monthsBefore(NOW, 3);
      const input = { master, source, period, symbol: "ETH", decimals: 18, net };
      const statement = writeStatement(input) as {
        gross: string;
        deductions: string;
        net: string;
        lines: { label: string; amount: string }[];
      };
      const values = statement.lines.map(({ amount }) => parseUnits(amount.split(" ")[0] as string, 18));
      assert.equal(
        values.reduce((sum, value) => sum + value, 0n),
        net,
      );
      assert.equal(BigInt(statement.gross) - BigInt(statement.deductions), net);
      assert.ok(values.slice(0, -1).every((value) => value > 0n));
    });
  }

  it("covers whole calendar months", () => {
    const { start, end } = monthsBefore(NOW, 3);
    assert.equal(new Date(start * 1000).toISOString(), "2026-08-01T00:00:00.000Z");
    assert.equal(new Date(end * 1000).toISOString(), "2026-11-01T00:00:00.000Z");
  });
});

describe("purchases", () => {
  const buyers = [1, 2, 3].map((n) => privateKeyToAccount(`0x${String(n).padStart(64, "0")}`));

  it("reach the total exactly, in order of time, within the cap", () => {
    const run = planPurchases({ seed: 3, buyers, total: 100, largest: 12, cap: 40 });
    assert.equal(
      run.reduce((sum, { count }) => sum + count, 0),
      100,
    );
    for (const buyer of buyers) {
      const bought = run
        .filter((purchase) => purchase.buyer === buyer)
        .reduce((sum, { count }) => sum + count, 0);
      assert.ok(bought <= 40);
    }
    assert.ok(run.every(({ at }, i) => at > (run[i - 1]?.at ?? 0) && at <= 1));
  });

  it("refuses a total that the caps do not allow", () => {
    assert.throws(() => planPurchases({ seed: 3, buyers, total: 100, largest: 12, cap: 30 }), /caps/);
  });
});
