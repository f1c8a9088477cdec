/** A picture of an address: a few cells in one hue, the same left and right. */
export interface AddressPicture {
  /** Degrees; the same that marks the address elsewhere. */
  readonly hue: number;
  /** Filled cells as column and row, 0 to 4. */
  readonly cells: readonly (readonly [number, number])[];
}

const SIDE = 5;
const HALF = 3;

export function hueOf(address: string): number {
  return Number.parseInt(address.slice(2, 8), 16) % 360;
}

/** What an address looks like where nobody has given it a picture. */
export function pictureOf(address: string): AddressPicture {
  // The end of it: addresses that were searched for begin alike.
  const bits = Number.parseInt(address.slice(-4), 16);
  const cells: [number, number][] = [];
  for (let row = 0; row < SIDE; row += 1) {
    for (let column = 0; column < HALF; column += 1) {
      if (((bits >> (row * HALF + column)) & 1) === 0) continue;
      cells.push([column, row]);
      if (column < HALF - 1) cells.push([SIDE - 1 - column, row]);
    }
  }
  return { hue: hueOf(address), cells };
}
