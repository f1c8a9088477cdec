import { describe, expect, it } from "vitest";
import { Looks } from "../../src/services/looks.ts";

/** Looks that end when they are told to. */
const setUp = () => {
  const begun: { key: string; end: (failure?: Error) => void }[] = [];
  const looks = new Looks(
    (key) =>
      new Promise<number>((resolve, reject) => {
        const number = begun.length + 1;
        begun.push({ key, end: (failure) => (failure ? reject(failure) : resolve(number)) });
      }),
  );
  return { looks, begun };
};

describe("Looks", () => {
  it("begin after they were asked for, and are shared by all who ask meanwhile", async () => {
    const { looks, begun } = setUp();
    const first = looks.take("a");
    await expect.poll(() => begun.length).toBe(1);
    const later = [looks.take("a"), looks.take("a"), looks.take("a")];
    expect(begun).toHaveLength(1);
    begun[0]?.end();
    expect(await first).toBe(1);
    await expect.poll(() => begun.length).toBe(2);
    begun[1]?.end();
    expect(await Promise.all(later)).toEqual([2, 2, 2]);
    expect(begun).toHaveLength(2);
  });

  it("wait for none of another key, and take nothing from one that failed", async () => {
    const { looks, begun } = setUp();
    const first = looks.take("a");
    const other = looks.take("b");
    await expect.poll(() => begun.map(({ key }) => key)).toEqual(["a", "b"]);
    const later = looks.take("a");
    begun[0]?.end(new Error("away"));
    await expect(first).rejects.toThrow("away");
    await expect.poll(() => begun.length).toBe(3);
    for (const { end } of begun) end();
    expect(await Promise.all([other, later])).toEqual([2, 3]);
  });
});
