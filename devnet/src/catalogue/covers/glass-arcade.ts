import { createRandom } from "../audio/dsp.ts";
import { letter } from "./lettering.ts";

const GROUND = "#ece7df";
const INK = "#17130f";
const PANES = ["#d8331f", "#1f5f74", "#e9b62c", "#d8331f", "#8fb3ad", "#17130f"];

/** A shopping arcade of coloured glass: arches inside arches, off centre, each pane printed over the next. */
export function drawGlassArcade(): string {
  const random = createRandom(172);
  const shapes = [`<rect width="1400" height="1400" fill="${GROUND}"/>`, `<g style="isolation:isolate">`];
  const depth = 9;
  for (let i = 0; i < depth; i++) {
    const near = arch(i / depth);
    const far = arch((i + 1) / depth);
    for (let rib = 0; rib < 7; rib++) {
      const pane = PANES[(rib * 2 + i * 3 + Math.floor(random() * 2)) % PANES.length] as string;
      shapes.push(vault(near, far, rib / 7, (rib + 1) / 7, pane, 0.94 - 0.04 * i));
    }
    shapes.push(
      walls(
        near,
        far,
        PANES[(i * 5 + 1) % PANES.length] as string,
        PANES[(i * 2 + 4) % PANES.length] as string,
      ),
    );
  }
  const end = arch(1);
  shapes.push(
    `<path d="${outline(end)}" fill="#fff6df"/>`,
    `</g>`,
    `<rect y="1216" width="1400" height="184" fill="${INK}"/>`,
    letter("GLASS ARCADE", 74, 1338, { size: 72, weight: 21, colour: GROUND, tracking: -2 }),
    letter("HALDEN PIER", 1326, 1290, { size: 25, weight: 4.4, colour: GROUND, tracking: 18, anchor: "end" }),
    letter("172", 1326, 1338, { size: 25, weight: 4.4, colour: "#e9b62c", tracking: 18, anchor: "end" }),
  );
  return shapes.join("");
}

interface Arch {
  x: number;
  base: number;
  spring: number;
  half: number;
}

/** Perspective: sizes fall geometrically towards a vanishing point right of the middle. */
function arch(distance: number): Arch {
  const scale = 0.1 ** distance;
  const vanish = { x: 830, y: 872 };
  return {
    x: vanish.x + (700 - vanish.x) * scale,
    base: vanish.y + (1216 + 240 - vanish.y) * scale,
    spring: vanish.y + (640 - vanish.y) * scale,
    half: 860 * scale,
  };
}

const point = (shape: Arch, turn: number): string => {
  const angle = Math.PI * (1 - turn);
  return `${(shape.x + Math.cos(angle) * shape.half).toFixed(1)} ${(shape.spring - Math.sin(angle) * shape.half).toFixed(1)}`;
};

const arc = (shape: Arch, to: number, sweep: 0 | 1): string =>
  `A${shape.half.toFixed(1)} ${shape.half.toFixed(1)} 0 0 ${sweep} ${point(shape, to)}`;

function vault(near: Arch, far: Arch, from: number, to: number, colour: string, opacity: number): string {
  const path = `M${point(near, from)}${arc(near, to, 1)}L${point(far, to)}${arc(far, from, 0)}Z`;
  return `<path d="${path}" fill="${colour}" fill-opacity="${opacity.toFixed(2)}" stroke="${INK}" stroke-width="${leading(near)}"/>`;
}

const leading = (shape: Arch): string => (2 + shape.half / 110).toFixed(1);

function walls(near: Arch, far: Arch, left: string, right: string): string {
  const side = (sign: -1 | 1): string =>
    `M${near.x + sign * near.half} ${near.spring}L${far.x + sign * far.half} ${far.spring}V${far.base}L${near.x + sign * near.half} ${near.base}Z`;
  const floor = `M${near.x - near.half} ${near.base}L${far.x - far.half} ${far.base}H${far.x + far.half}L${near.x + near.half} ${near.base}Z`;
  const line = `stroke="${INK}" stroke-width="${leading(near)}"`;
  return (
    `<path d="${side(-1)}" fill="${left}" ${line}/><path d="${side(1)}" fill="${right}" ${line}/>` +
    `<path d="${floor}" fill="${near.half > 300 ? INK : "#3a3029"}" stroke="${GROUND}" stroke-width="${(near.half / 240).toFixed(1)}"/>`
  );
}

const outline = (shape: Arch): string =>
  `M${shape.x - shape.half} ${shape.base}V${shape.spring}A${shape.half} ${shape.half} 0 0 1 ${shape.x + shape.half} ${shape.spring}V${shape.base}Z`;
