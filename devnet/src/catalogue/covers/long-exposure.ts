import { createRandom } from "../audio/dsp.ts";
import { letter } from "./lettering.ts";

const WHITE = "#f4efe4";
const RED = "#e5432f";

/** A motorway at night with the shutter left open: white towards us, red away, one bend, one lit bridge. */
export function drawLongExposure(): string {
  const random = createRandom(98);
  const trails: string[] = [];
  for (let i = 0; i < 46; i++) {
    const coming = i % 2 === 0;
    const lane = random();
    trails.push(trail(lane, coming, 1.5 + random() * (coming ? 9 : 7), 0.35 + random() * 0.65));
  }
  return [
    `<rect width="1400" height="1400" fill="#0b0d12"/>`,
    `<path d="M0 520L240 470 420 500 640 440 900 486 1130 430 1400 490V760H0Z" fill="#12161f"/>`,
    ...Array.from({ length: 34 }, () => {
      const [x, y] = [random() * 1400, 500 + random() * 90];
      return `<rect x="${x.toFixed(0)}" y="${y.toFixed(0)}" width="5" height="5" fill="#e9b25a" opacity="${(0.3 + random() * 0.6).toFixed(2)}"/>`;
    }),
    `<g fill="none" stroke-linecap="round">${trails.join("")}</g>`,
    `<path d="M0 640C300 596 1100 596 1400 640V668C1100 622 300 622 0 668Z" fill="#06070a"/>`,
    `<path d="M300 628V740M1100 628V740" stroke="#06070a" stroke-width="26"/>`,
    ...Array.from(
      { length: 13 },
      (_, i) =>
        `<circle cx="${60 + i * 106}" cy="${(618 - 22 * Math.sin((Math.PI * (60 + i * 106)) / 1400)).toFixed(1)}" r="6" fill="#ffd98a"/>`,
    ),
    letter("LONG", 92, 236, { size: 138, weight: 10, colour: WHITE, tracking: 40 }),
    letter("EXPOSURE", 92, 406, { size: 138, weight: 10, colour: WHITE, tracking: 12 }),
    letter("NILS ASTER", 1308, 236, { size: 34, weight: 4, colour: RED, tracking: 26, anchor: "end" }),
  ].join("");
}

/** From the foreground round the bend to a point on the horizon. */
function trail(lane: number, coming: boolean, width: number, opacity: number): string {
  const side = coming ? -1 : 1;
  const near = 700 + side * (110 + lane * 560);
  const middle = 760 + side * (40 + lane * 190);
  const far = 930 + side * (4 + lane * 26);
  const colour = coming ? (lane > 0.8 ? "#f3c26b" : WHITE) : lane > 0.75 ? "#f08a3c" : RED;
  return (
    `<path d="M${near.toFixed(1)} 1440C${(near * 0.96).toFixed(1)} 1120 ${(middle - 60).toFixed(1)} 900 ${middle.toFixed(1)} 800S${far.toFixed(1)} 640 ${far.toFixed(1)} 560" ` +
    `stroke="${colour}" stroke-width="${width.toFixed(1)}" opacity="${opacity.toFixed(2)}"/>`
  );
}
