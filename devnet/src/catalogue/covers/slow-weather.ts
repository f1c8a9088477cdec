import { createRandom } from "../audio/dsp.ts";
import { letter } from "./lettering.ts";
import { createNoise } from "./noise.ts";

const SKY = "#c9d3d6";
const LAYERS = ["#b2c1c6", "#97abb3", "#7a929d", "#5d7784", "#425c6a", "#2c4350"];

/** Hills behind hills, each a little wetter, and one bird that stays. */
export function drawSlowWeather(): string {
  const noise = createNoise(68);
  const random = createRandom(35);
  const hills = LAYERS.map((colour, layer) => {
    const points: string[] = [];
    for (let x = 0; x <= 1400; x += 10) {
      const rise = noise(x / (340 - layer * 26) + layer * 7.3, layer * 3.1) * (120 - layer * 9);
      const fine = noise(x / 60 + layer * 11, layer) * (7 + layer * 1.6);
      points.push(`${x} ${(520 + layer * 118 + rise + fine).toFixed(1)}`);
    }
    return `<path d="M${points.join("L")}L1400 1400H0Z" fill="${colour}"/>`;
  });
  const rain = Array.from({ length: 240 }, () => {
    const [x, y, length] = [random() * 1560 - 80, 180 + random() * 1000, 26 + random() * 90];
    return `<path d="M${x.toFixed(0)} ${y.toFixed(0)}l${(-length * 0.2).toFixed(1)} ${length.toFixed(1)}" opacity="${(0.12 + random() * 0.38).toFixed(2)}"/>`;
  });
  return [
    `<rect width="1400" height="1400" fill="${SKY}"/>`,
    `<circle cx="1060" cy="330" r="118" fill="#eef0e8"/>`,
    ...hills.slice(0, 4),
    `<g stroke="#f2f5f3" stroke-width="2.4">${rain.join("")}</g>`,
    ...hills.slice(4),
    `<path d="M360 402q34 -30 62 -2q26 -32 66 -8q-38 -6 -62 26q-30 -28 -66 -16Z" fill="#2c4350"/>`,
    letter("SLOW WEATHER", 96, 236, { size: 84, weight: 6, colour: "#2c4350", tracking: 30, cap: "round" }),
    letter("ILSE VARGA", 98, 1312, { size: 34, weight: 3.8, colour: "#eef0e8", tracking: 34, cap: "round" }),
    letter("IN D", 1304, 1312, {
      size: 34,
      weight: 3.8,
      colour: "#eef0e8",
      tracking: 34,
      anchor: "end",
      cap: "round",
    }),
  ].join("");
}
