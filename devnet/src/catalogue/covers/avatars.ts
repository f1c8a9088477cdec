import { letter } from "./lettering.ts";

/** Piles of a pier walking out into an amber morning. */
export function drawHaldenPier(): string {
  const piles: string[] = [];
  for (let i = 0; i < 6; i++) {
    const x = 90 + i * 128 * (1 - i * 0.045);
    const width = 46 - i * 6;
    piles.push(
      `<rect x="${x}" y="${366 + i * 7}" width="${width}" height="${470 - i * 46}" fill="#0c2124"/>`,
    );
  }
  return [
    `<rect width="800" height="800" fill="#f0a53a"/>`,
    `<circle cx="560" cy="420" r="170" fill="#f6dca6"/>`,
    `<rect y="560" width="800" height="240" fill="#d9622b"/>`,
    ...piles,
    `<path d="M0 320 800 372V404L0 384Z" fill="#0c2124"/>`,
    [600, 648, 706]
      .map(
        (y, i) =>
          `<rect x="${430 - i * 30}" y="${y}" width="${250 + i * 40}" height="12" rx="6" fill="#f6dca6"/>`,
      )
      .join(""),
  ].join("");
}

/** A head in flat shapes: hair, collar, one earring. */
export function drawMarisolOkoro(): string {
  return [
    `<rect width="800" height="800" fill="#efa92f"/>`,
    `<circle cx="400" cy="318" r="236" fill="#1d1a16"/>`,
    `<path d="M120 800A280 250 0 0 1 680 800Z" fill="#3f6b4a"/>`,
    `<path d="M338 470H462V590A62 62 0 0 1 338 590Z" fill="#7c4328"/>`,
    `<ellipse cx="400" cy="372" rx="122" ry="156" fill="#955233"/>`,
    `<path d="M400 216A122 156 0 0 1 400 528Z" fill="#7c4328"/>`,
    `<path d="M278 330A122 130 0 0 1 522 330C470 300 440 262 424 238C390 290 330 318 278 330Z" fill="#1d1a16"/>`,
    `<circle cx="536" cy="470" r="30" fill="none" stroke="#e2572b" stroke-width="12"/>`,
    `<path d="M332 372q22 -16 44 0M426 372q22 -16 44 0" fill="none" stroke="#1d1a16" stroke-width="9" stroke-linecap="round"/>`,
    `<path d="M364 456q36 26 72 0" fill="none" stroke="#e2572b" stroke-width="15" stroke-linecap="round"/>`,
  ].join("");
}

/** Three tides under one line, cut like the covers. */
export function drawLowTides(): string {
  const wave = (y: number, height: number, colour: string): string => {
    let path = `M-40 ${y}`;
    for (let i = 0; i < 5; i++) path += `q50 ${-height} 100 0t100 0`;
    return `<path d="${path}V840H-40Z" fill="${colour}"/>`;
  };
  return [
    `<rect width="800" height="800" fill="#d8c19a"/>`,
    `<path d="M400 120V430M400 150L556 400H400M386 190L270 400H386Z" fill="#1f2a33" stroke="#1f2a33" stroke-width="10"/>`,
    `<path d="M214 424H600L544 506H276Z" fill="#8c3b24"/>`,
    wave(508, 40, "#41616b"),
    wave(590, 44, "#d8c19a"),
    wave(622, 44, "#1f2a33"),
    letter("LOW TIDES", 400, 748, {
      size: 46,
      weight: 7,
      colour: "#d8c19a",
      tracking: 22,
      anchor: "middle",
      cap: "round",
    }),
  ].join("");
}
