import { letter } from "./lettering.ts";

const WALL = "#9fb8a3";
const FRAME = "#f6f0e2";
const INK = "#22302b";
const LEMON = "#f0c419";

/** A window over a sink at noon: washing outside, lemons and a fern on the sill. */
export function drawKitchenWindow(): string {
  return [
    `<rect width="1400" height="1400" fill="${WALL}"/>`,
    ...Array.from({ length: 7 }, (_, i) => `<rect y="${i * 200}" width="1400" height="3" fill="#8ca892"/>`),
    ...Array.from(
      { length: 7 },
      (_, i) => `<rect x="${i * 200 + 96}" width="3" height="1400" fill="#8ca892"/>`,
    ),
    `<rect x="206" y="120" width="988" height="770" fill="${FRAME}"/>`,
    `<clipPath id="view"><rect x="250" y="164" width="434" height="682"/><rect x="716" y="164" width="434" height="682"/></clipPath>`,
    `<g clip-path="url(#view)">${outside()}</g>`,
    `<rect x="140" y="866" width="1120" height="62" fill="${FRAME}"/><rect x="140" y="916" width="1120" height="12" fill="#d8cfba"/>`,
    fern(),
    lemons(),
    letter("KITCHEN WINDOW", 700, 1156, {
      size: 76,
      weight: 11.5,
      colour: INK,
      tracking: 8,
      anchor: "middle",
      cap: "round",
    }),
    letter("MARISOL OKORO", 700, 1260, {
      size: 34,
      weight: 5,
      colour: FRAME,
      tracking: 34,
      anchor: "middle",
      cap: "round",
    }),
  ].join("");
}

function outside(): string {
  const cloths: [x: number, width: number, height: number, colour: string][] = [
    [262, 130, 190, "#d9573b"],
    [410, 110, 150, FRAME],
    [536, 160, 220, "#2f6f86"],
    [742, 120, 170, LEMON],
    [880, 150, 210, FRAME],
    [1046, 120, 160, "#d9573b"],
  ];
  const hang = cloths.map(([x, width, height, colour]) => {
    const y = 372 + 46 * Math.sin((Math.PI * (x + width / 2 - 250)) / 900);
    return `<path d="M${x} ${y}h${width}l-8 ${height}q${-width / 2 + 8} 22 ${-width + 16} 0Z" fill="${colour}"/>`;
  });
  return [
    `<rect x="250" y="164" width="900" height="682" fill="#bfe0e6"/>`,
    `<circle cx="1000" cy="270" r="70" fill="#fff4c9"/>`,
    `<path d="M250 700L430 610 620 690 830 590 1150 700V846H250Z" fill="#6d9a7c"/>`,
    `<path d="M250 780L520 700 800 770 1150 720V846H250Z" fill="#4d7d61"/>`,
    `<path d="M240 360Q700 440 1160 372" fill="none" stroke="${INK}" stroke-width="5"/>`,
    ...hang,
  ].join("");
}

function fern(): string {
  const leaves = [-62, -40, -18, 4, 26, 48, 68].map(
    (turn, i) =>
      `<path d="M0 0C-26 -70 -22 -${150 + (i % 3) * 30} 0 -${210 + (i % 3) * 34}C22 -${150 + (i % 3) * 30} 26 -70 0 0Z" transform="rotate(${turn})" fill="${i % 2 === 0 ? "#2f6b4a" : "#3f8259"}"/>`,
  );
  return (
    `<g transform="translate(392 768)">${leaves.join("")}</g>` +
    `<path d="M318 762H466L448 868H336Z" fill="#b4552f"/><rect x="308" y="748" width="168" height="30" fill="#c9683d"/>`
  );
}

function lemons(): string {
  const lemon = (x: number, y: number, turn: number): string =>
    `<g transform="translate(${x} ${y}) rotate(${turn})"><ellipse rx="66" ry="48" fill="${LEMON}"/>` +
    `<path d="M58 -16Q86 0 58 16ZM-58 -12Q-78 0 -58 12Z" fill="${LEMON}"/><ellipse cx="-16" cy="-16" rx="26" ry="12" fill="#f8de74"/></g>`;
  return (
    lemon(962, 800, -14) +
    lemon(1062, 806, 20) +
    `<path d="M880 816H1146Q1136 884 1080 884H946Q890 884 880 816Z" fill="#2f6f86"/><path d="M880 816H1146V832H882Z" fill="#3f869d"/>`
  );
}
