import { profileDocumentSchema } from "@audifi/relay/protocol";
import { describe, expect, it } from "vitest";
import {
  checkProfile,
  isPinnedPicture,
  parseLinks,
  profileDocument,
} from "../../src/lib/format/profile-form.ts";

const CID = "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy";
const fields = {
  name: "Halden Pier",
  bio: "Two sisters.",
  genre: "Deep house",
  location: "Halden",
  links: "https://haldenpier.example\nvideo.example/@halden",
  avatar: "",
  source: "write",
  cid: "",
} as const;

describe("checkProfile", () => {
  it("accepts what the upload service accepts", () => {
    expect(checkProfile({ ...fields })).toEqual({});
    const document = profileDocument({ ...fields }, `ipfs://${CID}`);
    expect(profileDocumentSchema.safeParse(document).success).toBe(true);
    expect(document).toMatchObject({
      links: ["https://haldenpier.example", "https://video.example/@halden"],
    });
    const bare = profileDocument({ ...fields, links: "", genre: " " }, null);
    expect(profileDocumentSchema.safeParse(bare)).toEqual({
      success: true,
      data: { name: "Halden Pier", bio: "Two sisters.", location: "Halden" },
    });
  });

  it("says what is wrong", () => {
    expect(checkProfile({ ...fields, name: " " }).name).toContain("Enter a name");
    expect(checkProfile({ ...fields, bio: "x".repeat(4001) }).bio).toContain("4,000");
    expect(checkProfile({ ...fields, genre: "x".repeat(41) }).genre).toContain("40");
    expect(checkProfile({ ...fields, location: "x".repeat(81) }).location).toContain("80");
    expect(checkProfile({ ...fields, links: "javascript:alert(1)" }).links).toContain("https://");
    expect(checkProfile({ ...fields, links: "http://a.example" }).links).toContain("https://");
    expect(checkProfile({ ...fields, links: "https://localhost" }).links).toContain("public");
    expect(checkProfile({ ...fields, links: "two words" }).links).toContain("“two words”");
    expect(
      checkProfile({ ...fields, links: "two words\nhttps://a.example\nhttp://b.example\ntwo words" }).links,
    ).toBe("“two words” is not an address of a page. “http://b.example” has to begin with https://.");
    expect(checkProfile({ ...fields, links: "https://a.example\n".repeat(13) }).links).toContain("12");
  });

  it("only needs name and CID for a document pinned elsewhere", () => {
    expect(checkProfile({ ...fields, source: "cid", cid: CID, links: "nonsense here" })).toEqual({});
    expect(checkProfile({ ...fields, source: "cid", cid: "nope" }).cid).toContain("CID");
  });
});

describe("parseLinks", () => {
  it("leaves out blank lines", () => {
    expect(parseLinks("\n a.example \r\n\n")).toEqual(["https://a.example"]);
  });
});

describe("isPinnedPicture", () => {
  it("takes IPFS addresses only", () => {
    expect(isPinnedPicture(`ipfs://${CID}`)).toBe(true);
    expect(isPinnedPicture("https://a.example/p.png")).toBe(false);
    expect(isPinnedPicture(null)).toBe(false);
  });
});
