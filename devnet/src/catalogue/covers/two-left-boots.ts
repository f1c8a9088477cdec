import { letter } from "./lettering.ts";

const MUSTARD = "#e2ad32";
const NAVY = "#1c2745";
const BRICK = "#b8402a";
const CREAM = "#f7ead0";

const BOOT =
  "M0 0H190L196 250C250 268 360 276 402 330C420 354 424 384 420 410H0C-14 300 -6 150 0 0Z" +
  "M-8 424H426V462H250V446H120V462H-8Z";

/** Two boots for the same foot march up a poster, the second out of step. */
export function drawTwoLeftBoots(): string {
  const rays = Array.from({ length: 18 }, (_, i) => {
    const [from, to] = [(i * 20 * Math.PI) / 180, ((i * 20 + 10) * Math.PI) / 180];
    const at = (angle: number): string =>
      `${(700 + 1300 * Math.cos(angle)).toFixed(1)} ${(1010 + 1300 * Math.sin(angle)).toFixed(1)}`;
    return `<path d="M700 1010L${at(from)}L${at(to)}Z"/>`;
  });
  return [
    `<rect width="1400" height="1400" fill="${MUSTARD}"/>`,
    `<g fill="#d59b22">${rays.join("")}</g>`,
    boot(150, 470, -7, NAVY, CREAM),
    boot(760, 330, 9, BRICK, CREAM),
    `<rect y="1068" width="1400" height="332" fill="${NAVY}"/>`,
    ...Array.from(
      { length: 15 },
      (_, i) => `<rect x="${i * 100 - 20}" y="1068" width="50" height="20" fill="${CREAM}"/>`,
    ),
    letter("TWO LEFT BOOTS", 700, 1246, {
      size: 92,
      weight: 22,
      colour: CREAM,
      tracking: 0,
      anchor: "middle",
    }),
    letter("TIN PARADE", 96, 1336, { size: 32, weight: 5.2, colour: MUSTARD, tracking: 30 }),
    letter("STREET BAND NO. 4", 1304, 1336, {
      size: 32,
      weight: 5.2,
      colour: MUSTARD,
      tracking: 16,
      anchor: "end",
    }),
  ].join("");
}

function boot(x: number, y: number, turn: number, colour: string, laces: string): string {
  const lace = [40, 92, 144, 196].map(
    (level) => `<path d="M92 ${level}L196 ${level + 22}M92 ${level + 22}L196 ${level}"/>`,
  );
  return (
    `<g transform="translate(${x} ${y}) rotate(${turn}) scale(1.18)">` +
    `<path d="${BOOT}" fill="${colour}"/>` +
    `<path d="M0 0H190V34H-1Z" fill="${laces}"/>` +
    `<path d="M300 300C350 306 396 330 410 372H300Z" fill="#ffffff" opacity="0.16"/>` +
    `<g stroke="${laces}" stroke-width="9" stroke-linecap="round" fill="none">${lace.join("")}</g></g>`
  );
}
