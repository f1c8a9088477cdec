import { createRandom } from "../audio/dsp.ts";
import { letter } from "./lettering.ts";

const NIGHT = "#20284a";
const PAPER = "#f6e3b8";
const GLOWS = ["#f6e3b8", "#efb063", "#e0703f", "#c9453b"];

/** Lanterns of folded paper on three lines across a night street. */
export function drawPaperLanterns(): string {
  const random = createRandom(102);
  const shapes = [
    `<rect width="1400" height="1400" fill="${NIGHT}"/>`,
    `<path d="M0 1400V1050L150 1050V960H330V1080H520V1000H660V1110H900V940H1090V1060H1250V980H1400V1400Z" fill="#151a33"/>`,
  ];
  for (const [row, height] of [150, 330, 560].entries()) {
    const sag = 120 + row * 30;
    shapes.push(
      `<path d="M-20 ${height}Q700 ${height + sag * 2} 1420 ${height - 40}" fill="none" stroke="#10142a" stroke-width="5"/>`,
    );
    const count = 6 - row;
    for (let i = 0; i < count; i++) {
      const t = (i + 0.5 + (random() - 0.5) * 0.4) / count;
      const x = (1 - t) ** 2 * -20 + 2 * t * (1 - t) * 700 + t * t * 1420;
      const y = (1 - t) ** 2 * height + 2 * t * (1 - t) * (height + sag * 2) + t * t * (height - 40);
      const size = 52 + row * 34 + random() * 16;
      shapes.push(lantern(x, y, size, GLOWS[Math.floor(random() * GLOWS.length)] as string));
    }
  }
  shapes.push(
    letter("PAPER", 94, 1190, { size: 96, weight: 8, colour: PAPER, tracking: 30, cap: "round" }),
    letter("LANTERNS", 94, 1312, { size: 96, weight: 8, colour: PAPER, tracking: 30, cap: "round" }),
    letter("ILSE VARGA", 1306, 1190, {
      size: 32,
      weight: 3.6,
      colour: "#efb063",
      tracking: 26,
      anchor: "end",
    }),
  );
  return shapes.join("");
}

function lantern(x: number, y: number, size: number, colour: string): string {
  const height = size * 1.16;
  const middle = y + height + size * 0.3;
  const ribs = [-0.66, -0.33, 0, 0.33, 0.66].map((turn) => {
    const level = middle + turn * height;
    const half = size * Math.sqrt(1 - turn * turn);
    return `<path d="M${x - half} ${level}Q${x} ${level + size * 0.16} ${x + half} ${level}"/>`;
  });
  return (
    `<g transform="rotate(${(((x * 7) % 9) - 4).toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)})">` +
    `<path d="M${x} ${y}V${middle - height}" stroke="#10142a" stroke-width="4"/>` +
    `<ellipse cx="${x}" cy="${middle}" rx="${size}" ry="${height}" fill="${colour}"/>` +
    `<ellipse cx="${x - size * 0.24}" cy="${middle}" rx="${size * 0.46}" ry="${height * 0.86}" fill="#fff7dd" opacity="0.34"/>` +
    `<g fill="none" stroke="${NIGHT}" stroke-opacity="0.45" stroke-width="4">${ribs.join("")}</g>` +
    `<rect x="${x - size * 0.34}" y="${middle - height - 6}" width="${size * 0.68}" height="14" fill="#10142a"/>` +
    `<rect x="${x - size * 0.34}" y="${middle + height - 8}" width="${size * 0.68}" height="14" fill="#10142a"/>` +
    `<path d="M${x} ${middle + height}v${size * 0.5}" stroke="${colour}" stroke-width="6"/></g>`
  );
}
