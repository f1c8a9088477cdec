/**
 * A monoline alphabet of our own, drawn as centre lines on a cap height of 100, so that covers look the same on a
 * machine without fonts.
 */
interface Glyph {
  width: number;
  path: string;
  /** White space left and right of the centre lines; diagonal and open sides need less. */
  sides: [number, number];
}

const STRAIGHT = 15;
const ROUND = 9;
const OPEN = 4;

const glyph = (width: number, path: string, left: number, right: number): Glyph => ({
  width,
  path,
  sides: [left, right],
});

const GLYPHS: Record<string, Glyph> = {
  A: glyph(84, "M0 100 42 0 84 100M15 66H69", OPEN, OPEN),
  B: glyph(61, "M34 46H0M0 0V100H34A27 27 0 0 0 34 46A23 23 0 0 0 34 0H0", STRAIGHT, ROUND),
  C: glyph(88, "M88 18A50 50 0 1 0 88 82", ROUND, OPEN),
  D: glyph(76, "M0 0V100H26A50 50 0 0 0 26 0Z", STRAIGHT, ROUND),
  E: glyph(52, "M52 0H0V100H52M0 48H45", STRAIGHT, OPEN),
  F: glyph(50, "M50 0H0V100M0 48H43", STRAIGHT, OPEN),
  G: glyph(100, "M88 18A50 50 0 1 0 100 50H60", ROUND, ROUND),
  H: glyph(72, "M0 0V100M72 0V100M0 48H72", STRAIGHT, STRAIGHT),
  I: glyph(0, "M0 0V100", STRAIGHT, STRAIGHT),
  J: glyph(40, "M40 0V76A24 24 0 0 1 16 100H0", OPEN, STRAIGHT),
  K: glyph(64, "M0 0V100M60 0 0 58M20 39 64 100", STRAIGHT, OPEN),
  L: glyph(48, "M0 0V100H48", STRAIGHT, 0),
  M: glyph(96, "M0 100 10 0 48 80 86 0 96 100", STRAIGHT - 2, STRAIGHT - 2),
  N: glyph(74, "M0 100V0L74 100V0", STRAIGHT, STRAIGHT),
  O: glyph(100, "M50 0A50 50 0 1 0 50 100A50 50 0 1 0 50 0Z", ROUND, ROUND),
  P: glyph(58, "M0 100V0H31A27 27 0 0 1 31 54H0", STRAIGHT, OPEN + 2),
  Q: glyph(100, "M50 0A50 50 0 1 0 50 100A50 50 0 1 0 50 0ZM64 64 98 100", ROUND, ROUND),
  R: glyph(60, "M0 100V0H31A27 27 0 0 1 31 54H0M28 54 60 100", STRAIGHT, OPEN),
  S: glyph(
    56,
    "M53 18C48 5 39 0 28 0 13 0 3 10 3 24 3 39 14 44 29 48 46 53 56 59 56 75 56 90 44 100 28 100 14 100 4 93 0 80",
    ROUND,
    ROUND,
  ),
  T: glyph(66, "M0 0H66M33 0V100", 0, 0),
  U: glyph(70, "M0 0V65A35 35 0 0 0 70 65V0", STRAIGHT, STRAIGHT),
  V: glyph(80, "M0 0 40 100 80 0", 0, 0),
  W: glyph(124, "M0 0 31 100 62 6 93 100 124 0", 0, 0),
  X: glyph(72, "M2 0 72 100M70 0 0 100", OPEN, OPEN),
  Y: glyph(74, "M0 0 37 52V100M74 0 37 52", 0, 0),
  Z: glyph(64, "M2 0H62L0 100H64", OPEN, OPEN),
  "0": glyph(64, "M32 0C10 0 0 22 0 50 0 78 10 100 32 100 54 100 64 78 64 50 64 22 54 0 32 0Z", ROUND, ROUND),
  "1": glyph(24, "M0 20 24 0V100", OPEN, STRAIGHT),
  "2": glyph(58, "M2 26C4 10 14 0 29 0 45 0 56 10 56 26 56 42 42 54 0 100H58", ROUND, OPEN),
  "3": glyph(56, "M2 0H54L26 40C44 40 56 52 56 69 56 88 43 100 27 100 13 100 3 92 0 80", OPEN, ROUND),
  "4": glyph(66, "M48 100V0L0 72H66", OPEN, OPEN),
  "5": glyph(
    56,
    "M52 0H10L6 44C12 39 20 37 28 37 45 37 56 50 56 68 56 87 44 100 27 100 13 100 3 92 0 82",
    ROUND,
    ROUND,
  ),
  "6": glyph(60, "M40 0 7 50M30 38A31 31 0 1 0 30 100A31 31 0 1 0 30 38Z", ROUND, ROUND),
  "7": glyph(56, "M0 0H56L18 100", OPEN, OPEN),
  "8": glyph(
    58,
    "M29 0A23 23 0 1 0 29 46A23 23 0 1 0 29 0ZM29 46A27 27 0 1 0 29 100A27 27 0 1 0 29 46Z",
    ROUND,
    ROUND,
  ),
  "9": glyph(60, "M20 100 53 50M30 62A31 31 0 1 0 30 0A31 31 0 1 0 30 62Z", ROUND, ROUND),
  ".": glyph(0, "M0 90V100", STRAIGHT, STRAIGHT),
  ",": glyph(6, "M6 98 0 116", STRAIGHT, OPEN),
  "-": glyph(30, "M0 52H30", STRAIGHT, STRAIGHT),
  "&": glyph(
    74,
    "M74 100 22 34C14 22 20 0 38 0 56 0 60 22 44 34L20 50C-8 68 4 100 30 100 52 100 66 84 68 58",
    ROUND,
    OPEN,
  ),
};

/** Pairs whose shapes leave a hole that side bearings alone cannot close. */
const KERNING: Record<string, number> = {
  AV: -20,
  VA: -20,
  AT: -18,
  TA: -18,
  AW: -14,
  WA: -14,
  AY: -18,
  YA: -18,
  LT: -18,
  LY: -20,
  LV: -16,
  RT: -4,
  RY: -6,
  TO: -8,
  OT: -6,
  TI: 4,
  PA: -18,
  FA: -16,
  KO: -10,
  OK: 2,
  RO: -4,
  LO: -10,
  OA: -6,
  AO: -8,
  LD: 2,
  TR: 2,
  TL: 2,
  LL: 2,
  LA: 0,
  AR: 0,
  AL: 0,
};

const WORD_SPACE = 46;

interface TextStyle {
  /** Cap height and stroke width in the units of the drawing. */
  size: number;
  weight: number;
  colour: string;
  /** Extra space between letters in hundredths of the cap height. */
  tracking?: number;
  anchor?: "start" | "middle" | "end";
  cap?: "butt" | "round";
}

/** Text as stroked paths, its cap line `size` above the baseline `y`. Capitals only. */
export function letter(text: string, x: number, y: number, style: TextStyle): string {
  const scale = style.size / 100;
  const stroke = style.weight / scale;
  const tracking = (style.tracking ?? 0) + stroke;
  const parts: string[] = [];
  let pen = 0;
  let previous = "";
  for (const character of text.toUpperCase()) {
    if (character === " ") {
      pen += WORD_SPACE + (style.tracking ?? 0);
      previous = "";
      continue;
    }
    const shape = GLYPHS[character];
    if (shape === undefined) throw new Error(`the lettering has no "${character}"`);
    const [left, right] = shape.sides;
    if (previous !== "") pen += left + (KERNING[previous + character] ?? 0);
    parts.push(`<path d="${shape.path}" transform="translate(${pen.toFixed(2)} 0)"/>`);
    pen += shape.width + right + tracking;
    previous = character;
  }
  const width = (pen - tracking) * scale;
  const shift = style.anchor === "end" ? width : style.anchor === "middle" ? width / 2 : 0;
  // Strokes are drawn about their centre line: moved in by half a stroke, capitals keep their edges.
  const inner = (100 - stroke) / 100;
  return (
    `<g transform="translate(${(x - shift + style.weight / 2).toFixed(2)} ${(y - style.size + style.weight / 2).toFixed(2)}) ` +
    `scale(${scale.toFixed(4)} ${(scale * inner).toFixed(4)})" fill="none" stroke="${style.colour}" ` +
    `stroke-width="${stroke.toFixed(2)}" stroke-linecap="${style.cap ?? "butt"}" stroke-linejoin="miter" ` +
    `stroke-miterlimit="3">${parts.join("")}</g>`
  );
}
