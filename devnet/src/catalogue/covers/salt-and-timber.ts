import { letter } from "./lettering.ts";
import { createNoise } from "./noise.ts";

const KRAFT = "#d8c19a";
const INK = "#1f2a33";
const CENTRE = { x: 640, y: 574 };

/** Year rings of a cut trunk, printed like a lino block; the lowest rings turn into water. */
export function drawSaltAndTimber(): string {
  const noise = createNoise(1871);
  const rings: string[] = [];
  let radius = 18;
  for (let year = 0; radius < 440; year++) {
    const width = 5.5 + 4.5 * Math.abs(noise(year * 0.9, 3)) + (year % 9 === 8 ? 6 : 0);
    rings.push(`<path d="${ring(noise, radius)}" stroke-width="${width.toFixed(1)}"/>`);
    radius += width + 6.5 + 5 * (noise(year * 0.7, 11) + 1);
  }
  return [
    `<rect width="1400" height="1400" fill="${KRAFT}"/>`,
    `<rect x="64" y="64" width="1272" height="1272" fill="${INK}"/>`,
    `<path d="${ring(noise, 458)}" fill="${KRAFT}"/>`,
    `<g fill="none" stroke="${INK}" stroke-linejoin="round">${rings.join("")}</g>`,
    `<path d="M${CENTRE.x + 8} ${CENTRE.y} 1112 226 1138 262Z" fill="${INK}"/>`,
    `<path d="M${CENTRE.x} ${CENTRE.y + 6} 276 790 262 772Z" fill="${INK}"/>`,
    waves(noise),
    letter("SALT AND TIMBER", 700, 1206, {
      size: 74,
      weight: 11,
      colour: KRAFT,
      tracking: 16,
      anchor: "middle",
      cap: "round",
    }),
    letter("THE LOW TIDES", 700, 1278, {
      size: 30,
      weight: 4.4,
      colour: KRAFT,
      tracking: 34,
      anchor: "middle",
      cap: "round",
    }),
  ].join("");
}

function ring(noise: (x: number, y: number) => number, radius: number): string {
  const points: string[] = [];
  const steps = 144;
  for (let i = 0; i < steps; i++) {
    const angle = (i / steps) * Math.PI * 2;
    const u = Math.cos(angle);
    const v = Math.sin(angle);
    const slow = noise(u * 1.4 + 8, v * 1.4 + 8) * 0.16;
    const fine = noise(u * 5 + 20 + radius / 170, v * 5 + 20) * 0.022;
    // The trunk grew faster on its right, as on a slope.
    const reach = radius * (1 + slow + fine + 0.12 * u);
    points.push(`${(CENTRE.x + u * reach).toFixed(1)} ${(CENTRE.y + v * reach * 0.96).toFixed(1)}`);
  }
  return `M${points.join("L")}Z`;
}

function waves(noise: (x: number, y: number) => number): string {
  const lines: string[] = [];
  for (let row = 0; row < 8; row++) {
    const base = 930 + row * 20;
    const top: string[] = [];
    const bottom: string[] = [];
    for (let x = 64; x <= 1336; x += 12) {
      const swell = Math.sin(x / (58 + row * 5) + row * 1.9) * (15 - row) + noise(x / 160, row) * 14;
      const body = 5 + 5.5 * (noise(x / 75 + 30, row * 2) + 1) * (1 - row / 13);
      top.push(`${x} ${(base + swell).toFixed(1)}`);
      bottom.unshift(`${x} ${(base + swell + body).toFixed(1)}`);
    }
    if (row === 0) lines.push(`<path d="M${top.join("L")}L1336 1120L64 1120Z" fill="${INK}"/>`);
    lines.push(`<path d="M${top.join("L")}L${bottom.join("L")}Z" fill="${KRAFT}"/>`);
  }
  return lines.join("");
}
