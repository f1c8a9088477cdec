import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";

import { network } from "hardhat";
import { bytesToHex, getContract, hexToBytes, parseAbi, stringToHex } from "viem";

import { cidText } from "../helpers/cid-text.ts";
import { cidOf } from "../helpers/master-params.ts";

const { viem } = await network.create();
const abi = parseAbi([
  "function cid((bytes32 digest, uint16 codec) value) pure returns (string)",
  "function escape(bytes text) pure returns (bytes)",
  "function isPlainText(bytes text) pure returns (bool)",
]);
const { address } = await viem.deployContract("TextHarness");
const harness = getContract({ address, abi, client: await viem.getPublicClient() });

/** Every byte, every pair of lead and follower, and what random bytes come to. */
const samples = [
  ...Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte)),
  ...Array.from({ length: 64 }, (_, i) => Uint8Array.of(0xc0 + i, 0x7f + (i % 4) * 0x21)),
  ...["e0a080", "e09f80", "ed9fbf", "eda080", "efbfbf", "f0908080", "f08f8080", "f48fbfbf", "f4908080"].map(
    (hex) => hexToBytes(`0x${hex}`),
  ),
  ...["c3", "e282", "f09f8e", "f09f8ea7", "f8808080", "c2a0", "c285", "c080"].map((hex) =>
    hexToBytes(`0x${hex}`),
  ),
  ...Array.from({ length: 100 }, () => Uint8Array.from(randomBytes(12))),
];

const isUtf8 = (bytes: Uint8Array) => {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

describe("CidText", () => {
  describe("toString", () => {
    it("is the text that the world uses", async () => {
      assert.equal(
        await harness.read.cid([cidOf("hello world")]),
        "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
      );
    });

    for (const codec of [0x55, 0x70, 0x71, 0x0129]) {
      it(`encodes codec 0x${codec.toString(16)}`, async () => {
        for (const text of ["a", "b", "c"]) {
          const cid = cidOf(text, codec);
          assert.equal(await harness.read.cid([cid]), cidText(cid));
        }
      });
    }
  });
});

describe("JsonText", () => {
  describe("escape", () => {
    it("survives JSON for every text", async () => {
      for (const text of ['"', "\\", "</script>", "a&b", "\0\b\t\n\f\r\x1f\x7f", "é 日本 🎧", "", '\\"\\']) {
        const escaped = hexToBytes(await harness.read.escape([stringToHex(text)]));
        assert.equal(JSON.parse(`"${new TextDecoder().decode(escaped)}"`), text);
      }
    });

    it("leaves well-formed UTF-8 of any bytes, and what was well-formed as it was", async () => {
      for (const bytes of samples) {
        const escaped = hexToBytes(await harness.read.escape([bytesToHex(bytes)]));
        assert.ok(isUtf8(escaped), `of ${bytesToHex(bytes)}`);
        const text: unknown = JSON.parse(
          `"${new TextDecoder("utf-8", { ignoreBOM: true }).decode(escaped)}"`,
        );
        if (isUtf8(bytes)) {
          assert.equal(text, new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
        } else {
          assert.match(String(text), /\ufffd/);
        }
      }
    });
  });
});

describe("Utf8", () => {
  describe("isPlainText", () => {
    it("agrees with the decoder of the platform on every sample", async () => {
      for (const bytes of samples) {
        const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        const expected = isUtf8(bytes) && !/\p{Cc}/u.test(text);
        assert.equal(
          await harness.read.isPlainText([bytesToHex(bytes)]),
          expected,
          `of ${bytesToHex(bytes)}`,
        );
      }
    });
  });
});
