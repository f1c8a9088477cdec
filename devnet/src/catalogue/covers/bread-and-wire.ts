import { letter } from "./lettering.ts";

const BLACK = "#141414";
const WHITE = "#f2efe6";
const CRUST = "#c4772d";
const CRUMB = "#eec98a";

/** Two-tone squares, a loaf, and the wire that holds it. */
export function drawBreadAndWire(): string {
  const squares: string[] = [];
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 20; column++) {
      if ((row + column) % 2 === 0)
        squares.push(`<rect x="${column * 70}" y="${row * 70}" width="70" height="70"/>`);
      else squares.push(`<rect x="${column * 70}" y="${1120 + row * 70}" width="70" height="70"/>`);
    }
  }
  return [
    `<rect width="1400" height="1400" fill="${WHITE}"/>`,
    `<rect y="280" width="1400" height="840" fill="#d43d2a"/>`,
    `<g fill="${BLACK}">${squares.join("")}</g>`,
    loaf(),
    wire(),
    `<rect x="0" y="1006" width="1400" height="114" fill="${BLACK}"/>`,
    letter("BREAD AND WIRE", 70, 1090, { size: 54, weight: 11, colour: WHITE, tracking: 8 }),
    letter("TIN PARADE", 1330, 1090, {
      size: 34,
      weight: 5.6,
      colour: CRUMB,
      tracking: 20,
      anchor: "end",
    }),
  ].join("");
}

function loaf(): string {
  const cuts = [0, 1, 2, 3].map(
    (i) =>
      `<path d="M${430 + i * 158} ${470 + (i % 2) * 6}C${470 + i * 158} 520 ${490 + i * 158} 590 ${486 + i * 158} 660C${450 + i * 158} 610 ${424 + i * 158} 540 ${430 + i * 158} 470Z" fill="${CRUMB}"/>`,
  );
  return (
    `<path d="M210 760C190 560 330 420 560 408H850C1080 420 1212 560 1190 760C1180 826 1120 850 1050 850H350C280 850 220 826 210 760Z" fill="${CRUST}"/>` +
    `<path d="M210 760C220 826 280 850 350 850H1050C1120 850 1180 826 1190 760C1150 800 1100 812 1040 812H360C300 812 250 800 210 760Z" fill="#8f4f1b"/>` +
    cuts.join("")
  );
}

function wire(): string {
  const turns: string[] = [];
  for (let i = 0; i < 9; i++) {
    const x = 176 + i * 124;
    turns.push(
      `<path d="M${x} 900C${x - 40} 700 ${x + 10} 400 ${x + 70} 340S${x + 160} 560 ${x + 124} 900"/>`,
    );
  }
  return (
    `<g fill="none" stroke="${BLACK}" stroke-width="9" stroke-linejoin="round">${turns.join("")}</g>` +
    `<g fill="${BLACK}">${[0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => `<circle cx="${246 + i * 124}" cy="340" r="17"/>`).join("")}</g>`
  );
}
