const LIGHTNESS = 0.47;
const CHROMA = 0.115;
const DEFAULT_HUE = 62;

function toChannel(linear: number): string {
  const value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, value)) * 255)
    .toString(16)
    .padStart(2, "0");
}

/** The light theme's accent for a cover's hue as #rrggbb; the renderer knows no OKLCH. */
export function accentOf(hue: number | null): string {
  const angle = ((hue ?? DEFAULT_HUE) * Math.PI) / 180;
  const [a, b] = [CHROMA * Math.cos(angle), CHROMA * Math.sin(angle)];
  const l = (LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (LIGHTNESS - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  return `#${toChannel(red)}${toChannel(green)}${toChannel(blue)}`;
}
