import { createRandom } from "../audio/dsp.ts";
import { letter } from "./lettering.ts";

const EARTH = "#b5602c";
const SETS = [
  ["#f4b41a", "#1f5d4c"],
  ["#f7f0df", "#c8102e"],
  ["#1d3f8a", "#f4b41a"],
  ["#f7f0df", "#1f5d4c"],
  ["#e86a1c", "#f7f0df"],
  ["#c8102e", "#f4b41a"],
] as const;

/** Parasols of a market from above, packed as they are, with baskets in the gaps. */
export function drawMarketDay(): string {
  const random = createRandom(118);
  const placed: { x: number; y: number; radius: number }[] = [];
  const shapes = [`<rect width="1400" height="1400" fill="${EARTH}"/>`];
  for (let tries = 0; tries < 4_000; tries++) {
    const radius = tries < 60 ? 150 : tries < 700 ? 96 : tries < 2_000 ? 52 : 24;
    const [x, y] = [random() * 1400, random() * 1400];
    const isOnTitle = y + radius > 1010 && y - radius < 1330;
    if (isOnTitle) continue;
    if (placed.some((other) => Math.hypot(other.x - x, other.y - y) < other.radius + radius + 8)) continue;
    placed.push({ x, y, radius });
    shapes.push(radius > 30 ? parasol(x, y, radius, random) : basket(x, y, radius, random));
  }
  shapes.push(
    `<rect y="1040" width="1400" height="260" fill="#221813"/>`,
    letter("MARKET DAY", 700, 1190, {
      size: 112,
      weight: 25,
      colour: "#f4b41a",
      tracking: 6,
      anchor: "middle",
    }),
    letter("SEFA MENSAH", 700, 1262, {
      size: 34,
      weight: 5.6,
      colour: "#f7f0df",
      tracking: 46,
      anchor: "middle",
    }),
  );
  return shapes.join("");
}

function parasol(x: number, y: number, radius: number, random: () => number): string {
  const [first, second] = SETS[Math.floor(random() * SETS.length)] as (typeof SETS)[number];
  const count = radius > 120 ? 12 : 8;
  const offset = random() * Math.PI;
  const at = (i: number, reach: number): string => {
    const angle = offset + (i / count) * 2 * Math.PI;
    return `${(x + Math.cos(angle) * reach).toFixed(1)} ${(y + Math.sin(angle) * reach).toFixed(1)}`;
  };
  const panels = Array.from(
    { length: count },
    (_, i) =>
      `<path d="M${x.toFixed(1)} ${y.toFixed(1)}L${at(i, radius)}Q${at(i + 0.5, radius * 0.9)} ${at(i + 1, radius)}Z" fill="${i % 2 === 0 ? first : second}"/>`,
  );
  const shade = `<circle cx="${(x + radius * 0.1).toFixed(1)}" cy="${(y + radius * 0.13).toFixed(1)}" r="${radius.toFixed(1)}" fill="#7c3d18"/>`;
  return `${shade}${panels.join("")}<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(radius * 0.07).toFixed(1)}" fill="#221813"/>`;
}

function basket(x: number, y: number, radius: number, random: () => number): string {
  const fruit = ["#f4b41a", "#c8102e", "#5c8a2f"][Math.floor(random() * 3)] as string;
  const pieces = Array.from({ length: 5 }, (_, i) => {
    const angle = (i / 5) * 2 * Math.PI;
    return `<circle cx="${(x + Math.cos(angle) * radius * 0.42).toFixed(1)}" cy="${(y + Math.sin(angle) * radius * 0.42).toFixed(1)}" r="${(radius * 0.3).toFixed(1)}" fill="${fruit}"/>`;
  });
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius}" fill="#e3c48d"/>${pieces.join("")}`;
}
