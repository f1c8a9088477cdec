import { subtractive } from "./subtractive.ts";

/** Three players who do not agree to the cent. */
export const hornSection = subtractive({
  wave: "saw",
  detune: [-7, 2, 8],
  amplitude: { attack: 0.028, decay: 0.5, sustain: 0.8, release: 0.05 },
  filter: { attack: 0.05, decay: 0.3, sustain: 0.62, release: 0.06 },
  cutoff: 380,
  sweep: 3600,
  resonance: 0.9,
  vibrato: { cents: 9, hz: 5.1, delay: 0.3 },
});

export const trumpet = subtractive({
  wave: "saw",
  detune: [0],
  amplitude: { attack: 0.02, decay: 0.4, sustain: 0.85, release: 0.05 },
  filter: { attack: 0.04, decay: 0.35, sustain: 0.7, release: 0.06 },
  cutoff: 600,
  sweep: 4600,
  resonance: 1.1,
  vibrato: { cents: 16, hz: 5.6, delay: 0.22 },
});

export const sousaphone = subtractive({
  wave: "saw",
  detune: [0],
  amplitude: { attack: 0.018, decay: 0.3, sustain: 0.7, release: 0.04 },
  filter: { attack: 0.03, decay: 0.14, sustain: 0.35, release: 0.05 },
  cutoff: 150,
  sweep: 760,
  resonance: 1,
  sub: 0.7,
});
