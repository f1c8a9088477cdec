import { letter } from "./lettering.ts";

const SAND = "#f3dfb9";
const CORAL = "#ef6f53";
const TEAL = "#12797c";
const DEEP = "#0d4d57";

/** A cassette whose two reels are the sun and its reflection, on a striped beach. */
export function drawCassetteCoast(): string {
  const stripes = Array.from(
    { length: 10 },
    (_, i) =>
      `<path d="M-20 ${1010 + i * 44}q180 -34 360 0t360 0t360 0t360 0V1400H-20Z" fill="${[TEAL, "#2f9c98", DEEP][i % 3] as string}"/>`,
  );
  return [
    `<rect width="1400" height="1400" fill="${CORAL}"/>`,
    `<rect y="860" width="1400" height="160" fill="${SAND}"/>`,
    ...stripes,
    `<rect x="170" y="300" width="1060" height="680" rx="44" fill="${DEEP}"/>`,
    `<rect x="208" y="338" width="984" height="470" rx="22" fill="${SAND}"/>`,
    ...["#ef6f53", "#f2a65a", "#f3c96b"].map(
      (colour, i) => `<rect x="208" y="${640 + i * 56}" width="984" height="56" fill="${colour}"/>`,
    ),
    `<rect x="352" y="470" width="696" height="232" rx="116" fill="${DEEP}"/>`,
    `<rect x="606" y="520" width="188" height="132" rx="10" fill="#0a3b43"/>`,
    reel(470, 586, 10, "#f3c96b"),
    reel(930, 586, 27, "#f2a65a"),
    `<path d="M352 980L398 856H1002L1048 980Z" fill="#0a3b43"/>`,
    ...[430, 560, 840, 970].map((x) => `<circle cx="${x}" cy="932" r="17" fill="${SAND}"/>`),
    `<path d="M260 446H1140" stroke="${TEAL}" stroke-width="5"/>`,
    letter("CASSETTE COAST", 262, 428, { size: 62, weight: 8, colour: DEEP, tracking: 10, cap: "round" }),
    letter("SIDE A", 1136, 790, {
      size: 32,
      weight: 5,
      colour: DEEP,
      tracking: 20,
      anchor: "end",
      cap: "round",
    }),
    letter("NILS ASTER", 700, 216, {
      size: 76,
      weight: 10,
      colour: SAND,
      tracking: 60,
      anchor: "middle",
      cap: "round",
    }),
  ].join("");
}

function reel(x: number, y: number, turn: number, colour: string): string {
  const teeth = Array.from(
    { length: 6 },
    (_, i) => `<rect x="-8" y="-70" width="16" height="34" transform="rotate(${i * 60})" fill="${DEEP}"/>`,
  );
  return `<g transform="translate(${x} ${y}) rotate(${turn})"><circle r="92" fill="${colour}"/><circle r="58" fill="${DEEP}"/><circle r="40" fill="${SAND}"/>${teeth.join("")}</g>`;
}
