/** Renders one note in mono: a MIDI number (fractions bend it), the held time and a velocity of 0 to 1. */
export type Instrument = (midi: number, seconds: number, velocity: number) => Float32Array;
