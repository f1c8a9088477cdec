import { createRandom } from "../audio/dsp.ts";
import { letter } from "./lettering.ts";

const PAPER = "#f2e8d5";
const INK = "#1d1a16";
const COLOURS = ["#e2572b", "#e2572b", "#efa92f", "#3f6b4a", "#1d1a16", "#f0c9a6"];
const CELL = 202;

/** Fruit, leaves and window blinds in quarter turns; one orange has rolled out of its row. */
export function drawOrchardStreet(): string {
  const random = createRandom(600);
  const shapes = [`<rect width="1400" height="1400" fill="${PAPER}"/>`];
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 6; column++) {
      const x = 94 + column * CELL;
      const y = 452 + row * CELL;
      if (row === 1 && column === 4) continue;
      const colour = COLOURS[Math.floor(random() * COLOURS.length)] as string;
      shapes.push(cell(Math.floor(random() * 5), Math.floor(random() * 4), x, y, colour));
    }
  }
  shapes.push(
    `<circle cx="1205" cy="288" r="100" fill="#e2572b"/>`,
    `<path d="M1205 188C1205 152 1232 130 1268 130C1268 166 1241 188 1205 188Z" fill="#3f6b4a"/>`,
    letter("ORCHARD", 94, 232, { size: 124, weight: 30, colour: INK, tracking: -4 }),
    letter("STREET", 94, 388, { size: 124, weight: 30, colour: INK, tracking: -4 }),
    letter("MARISOL OKORO", 96, 1334, { size: 34, weight: 6.4, colour: INK, tracking: 20 }),
    letter("6 A.M.", 1304, 1334, { size: 34, weight: 6.4, colour: INK, tracking: 20, anchor: "end" }),
  );
  return shapes.join("");
}

function cell(kind: number, turn: number, x: number, y: number, colour: string): string {
  const half = CELL / 2;
  const forms = [
    `<circle cx="${half}" cy="${half}" r="${half - 4}" fill="${colour}"/>`,
    `<path d="M0 0H${CELL}A${CELL} ${CELL} 0 0 1 0 ${CELL}Z" fill="${colour}"/>`,
    `<path d="M0 ${half}A${half} ${half} 0 0 1 ${CELL} ${half}Z" fill="${colour}"/>` +
      `<path d="M0 ${CELL}A${half} ${half} 0 0 1 ${CELL} ${CELL}Z" fill="${colour}"/>`,
    `<path d="M0 0A${CELL} ${CELL} 0 0 1 ${CELL} ${CELL}A${CELL} ${CELL} 0 0 1 0 0Z" fill="${colour}"/>`,
    [0, 1, 2, 3]
      .map((i) => `<rect y="${i * 52 + 8}" width="${CELL - 6}" height="30" fill="${colour}"/>`)
      .join(""),
  ];
  return `<g transform="translate(${x} ${y}) rotate(${turn * 90} ${half} ${half})">${forms[kind] as string}</g>`;
}
