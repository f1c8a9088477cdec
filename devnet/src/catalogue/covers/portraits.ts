/** Felt hammers over strings, seen from the side of an open piano. */
export function drawIlseVarga(): string {
  const hammers = Array.from({ length: 9 }, (_, i) => {
    const lift = [0, 40, 110, 30, 0, 70, 150, 60, 10][i] as number;
    const x = 70 + i * 80;
    return (
      `<rect x="${x + 20}" y="${470 - lift}" width="14" height="330" fill="#8a6a4c"/>` +
      `<ellipse cx="${x + 27}" cy="${446 - lift}" rx="34" ry="56" fill="#f2ece0"/>` +
      `<ellipse cx="${x + 27}" cy="${462 - lift}" rx="17" ry="36" fill="#c9453b"/>`
    );
  });
  const strings = Array.from(
    { length: 9 },
    (_, i) => `<path d="M${97 + i * 80} 0V300" stroke="#d9b26a" stroke-width="${5 - i * 0.4}"/>`,
  );
  return [
    `<rect width="800" height="800" fill="#27305a"/>`,
    ...strings,
    `<rect y="286" width="800" height="26" fill="#171c38"/>`,
    ...hammers,
    `<rect y="720" width="800" height="80" fill="#171c38"/>`,
  ].join("");
}

/** The bell of a sousaphone, straight on, and a row of caps under it. */
export function drawTinParade(): string {
  const rings = [330, 286, 232, 170, 104].map(
    (radius, i) =>
      `<circle cx="400" cy="350" r="${radius}" fill="${["#1c2745", "#e2ad32", "#f3cf6b", "#c98b1b", "#1c2745"][i] as string}"/>`,
  );
  const caps = [90, 250, 410, 570].map(
    (x) =>
      `<path d="M${x} 752v-52q70 -52 140 0v52Z" fill="#b8402a"/><rect x="${x}" y="734" width="140" height="18" fill="#1c2745"/>` +
      `<path d="M${x + 4} 752h132q16 26 -24 26h-84q-40 0 -24 -26Z" fill="#111827"/>`,
  );
  return [
    `<rect width="800" height="800" fill="#f7ead0"/>`,
    ...rings,
    `<path d="M190 216A250 250 0 0 1 352 108" fill="none" stroke="#fff6d8" stroke-width="20" stroke-linecap="round"/>`,
    ...caps,
  ].join("");
}

/** A single aster, petals as beams of light. */
export function drawNilsAster(): string {
  const petals = Array.from(
    { length: 24 },
    (_, i) =>
      `<path d="M0 -92L26 -${i % 2 === 0 ? 300 : 236}L0 -${i % 2 === 0 ? 338 : 268}L-26 -${i % 2 === 0 ? 300 : 236}Z" transform="rotate(${i * 15})" fill="${i % 2 === 0 ? "#e5432f" : "#f4efe4"}"/>`,
  );
  const seeds = Array.from({ length: 40 }, (_, i) => {
    const [angle, reach] = [i * 2.399963, 12 * Math.sqrt(i)];
    return `<circle cx="${(Math.cos(angle) * reach).toFixed(1)}" cy="${(Math.sin(angle) * reach).toFixed(1)}" r="5" fill="#0b0d12"/>`;
  });
  return [
    `<rect width="800" height="800" fill="#0b0d12"/>`,
    `<g transform="translate(400 400)">${petals.join("")}<circle r="88" fill="#f3c26b"/>${seeds.join("")}</g>`,
  ].join("");
}

/** A guitar's body, its strap a woven band across the picture. */
export function drawSefaMensah(): string {
  const weave = Array.from({ length: 14 }, (_, i) => {
    const colour = ["#f4b41a", "#1f5d4c", "#c8102e", "#221813"][i % 4] as string;
    return `<rect x="${i * 84 - 120}" y="0" width="84" height="120" fill="${colour}"/><rect x="${i * 84 - 120}" y="36" width="84" height="14" fill="#f7f0df"/><rect x="${i * 84 - 92}" y="74" width="28" height="28" fill="#f7f0df"/>`;
  });
  const strings = [0, 1, 2, 3, 4, 5].map(
    (i) => `<path d="M${372 + i * 11} 0V640" stroke="#f7f0df" stroke-width="${4 - i * 0.4}"/>`,
  );
  return [
    `<rect width="800" height="800" fill="#1f5d4c"/>`,
    `<g transform="translate(-60 560) rotate(-32)">${weave.join("")}</g>`,
    `<path d="M400 250C520 250 560 310 548 380C540 430 600 460 610 560C620 700 530 770 400 770S180 700 190 560C200 460 260 430 252 380C240 310 280 250 400 250Z" fill="#d98a2b"/>`,
    `<path d="M400 276C500 276 532 322 522 384C514 440 574 470 584 560C592 682 512 744 400 744S208 682 216 560C226 470 286 440 278 384C268 322 300 276 400 276Z" fill="#eaa947"/>`,
    `<rect x="360" y="0" width="80" height="420" fill="#3a2416"/>`,
    ...[60, 130, 200, 266, 328].map((y) => `<rect x="360" y="${y}" width="80" height="5" fill="#d9c9a4"/>`),
    `<circle cx="400" cy="480" r="82" fill="#2a1a10"/><circle cx="400" cy="480" r="94" fill="none" stroke="#7a4516" stroke-width="8"/>`,
    ...strings,
    `<rect x="330" y="632" width="140" height="26" rx="8" fill="#3a2416"/>`,
  ].join("");
}
