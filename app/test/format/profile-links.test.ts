import { describe, expect, it } from "vitest";
import { pictureCid, readLinks } from "../../src/lib/format/profile-links.ts";

describe("readLinks", () => {
  it("shows where web addresses lead and drops everything else", () => {
    const links = [
      "https://www.artist.example/",
      "https://video.example/@artist",
      "https://video.example/@artist",
      "javascript:alert(1)",
      "data:text/html,x",
      "https://bank.example@evil.example/",
      "not a link",
    ];
    expect(readLinks(links)).toEqual([
      { href: "https://www.artist.example/", label: "artist.example" },
      { href: "https://video.example/@artist", label: "video.example/@artist" },
    ]);
  });

  it("keeps to as many as a profile may have, and labels short", () => {
    const many = Array.from({ length: 14 }, (_, index) => `https://a.example/${index}${"x".repeat(60)}`);
    const links = readLinks(many);
    expect(links).toHaveLength(12);
    expect(links[0]?.label).toHaveLength(40);
  });
});

describe("pictureCid", () => {
  const cid = "bafkreifwfzxyzrvsofngslgmdf72lnlsfnbwevplplgsy3sjwvfhildl74";

  it.each([cid, `ipfs://${cid}`, `ipfs://ipfs/${cid}`])("finds the CID in %s", (uri) => {
    expect(pictureCid(uri)).toBe(cid);
  });

  it.each(["https://tracker.example/pixel.png", "ipfs://", "ipfs://../secret", null])("ignores %s", (uri) => {
    expect(pictureCid(uri)).toBeNull();
  });
});
