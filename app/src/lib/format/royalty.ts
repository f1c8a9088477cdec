const BASIS = 10_000n;

/** What a resale pays in royalty, and to whom; the mover's part is cut and the artist gets the rest. */
export function splitRoyalty(
  price: bigint,
  royaltyRate: number,
  moverShare: number,
): { readonly total: bigint; readonly mover: bigint; readonly artist: bigint } {
  const total = (price * BigInt(royaltyRate)) / BASIS;
  const mover = (total * BigInt(moverShare)) / BASIS;
  return { total, mover, artist: total - mover };
}
