import { createRandom } from "../audio/dsp.ts";
import { letter } from "./lettering.ts";

const PAPER = "#f1e6cf";
const LAMP = "#f0a53a";
const EMBER = "#d9622b";

/** A lit ferry under a low moon, and what the water makes of both. */
export function drawNightFerry(): string {
  const random = createRandom(122);
  const horizon = 812;
  const shapes = [
    `<rect width="1400" height="1400" fill="#123033"/>`,
    `<rect y="${horizon}" width="1400" height="588" fill="#0c2124"/>`,
    `<clipPath id="sky"><rect width="1400" height="${horizon}"/></clipPath>`,
    `<circle cx="905" cy="742" r="316" fill="${LAMP}" clip-path="url(#sky)"/>`,
  ];
  for (let row = 0; row < 15; row++) {
    const depth = row / 14;
    const y = horizon + 16 + row * 27 + depth * 18;
    const half = 318 * Math.sqrt(Math.max(0.02, 1 - ((row - 1) / 15) ** 2)) * (0.72 + 0.4 * random());
    const shift = (random() - 0.5) * 96 * (0.3 + depth);
    const height = 19 - 11 * depth;
    shapes.push(bar(905 + shift, y, half, height, row % 4 === 3 ? EMBER : LAMP, 1 - depth * 0.45));
  }
  shapes.push(ferry(horizon), ripples(random, horizon));
  shapes.push(
    letter("NIGHT", 96, 262, { size: 150, weight: 19, colour: PAPER, tracking: 6 }),
    letter("FERRY", 96, 446, { size: 150, weight: 19, colour: PAPER, tracking: 6 }),
    letter("HALDEN PIER", 98, 1298, { size: 36, weight: 4.6, colour: PAPER, tracking: 24 }),
    letter("HP 001", 1306, 1298, { size: 36, weight: 4.6, colour: LAMP, tracking: 24, anchor: "end" }),
  );
  return shapes.join("");
}

const bar = (x: number, y: number, half: number, height: number, colour: string, opacity: number): string =>
  `<rect x="${(x - half).toFixed(1)}" y="${y.toFixed(1)}" width="${(half * 2).toFixed(1)}" height="${height.toFixed(1)}" ` +
  `rx="${(height / 2).toFixed(1)}" fill="${colour}" opacity="${opacity.toFixed(2)}"/>`;

function ferry(horizon: number): string {
  const hull = `<path d="M300 ${horizon - 62}H872L836 ${horizon + 4}H352Z" fill="#071416"/>`;
  const decks =
    `<path d="M372 ${horizon - 62}V${horizon - 112}H800V${horizon - 62}Z" fill="#0a1c1f"/>` +
    `<path d="M440 ${horizon - 112}V${horizon - 158}H712V${horizon - 112}Z" fill="#071416"/>` +
    `<path d="M548 ${horizon - 158}L560 ${horizon - 232}H622L630 ${horizon - 158}Z" fill="#0a1c1f"/>` +
    `<path d="M556 ${horizon - 206}H626L624 ${horizon - 222}H559Z" fill="${EMBER}"/>` +
    `<path d="M470 ${horizon - 158}V${horizon - 250}" stroke="#071416" stroke-width="6"/>`;
  const windows: string[] = [];
  for (let i = 0; i < 15; i++) {
    windows.push(
      `<rect x="${388 + i * 27}" y="${horizon - 96}" width="15" height="17" fill="${i % 5 === 3 ? EMBER : PAPER}"/>`,
    );
  }
  for (let i = 0; i < 9; i++) {
    windows.push(`<rect x="${458 + i * 28}" y="${horizon - 144}" width="15" height="14" fill="${LAMP}"/>`);
  }
  return hull + decks + windows.join("");
}

/** Short marks of the ship's windows on the water, left of the moon's. */
function ripples(random: () => number, horizon: number): string {
  const marks: string[] = [];
  for (let i = 0; i < 34; i++) {
    const depth = random();
    const x = 320 + random() * 440 - depth * 120;
    marks.push(
      bar(
        x,
        horizon + 20 + depth * 250,
        10 + random() * 30,
        5,
        random() < 0.3 ? EMBER : PAPER,
        0.75 - depth * 0.6,
      ),
    );
  }
  return marks.join("");
}
