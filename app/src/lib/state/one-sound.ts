let endEarlier: () => void = () => {};

/** One sound at a time, whoever makes it: ends what plays when something else begins. */
export function takeTurn(end: () => void): void {
  if (endEarlier !== end) endEarlier();
  endEarlier = end;
}
