import { type Stereo, createRandom, createStereo, pitchToMidi, toFrames } from "./dsp.ts";
import type { Instrument } from "./instrument.ts";
import type { Drum } from "./instruments/drums.ts";
import { reverb } from "./effects.ts";
import { master } from "./mastering.ts";

interface SongOptions {
  bpm: number;
  /** Length of the written music in beats; the sound may ring for `tail` seconds after it. */
  beats: number;
  tail: number;
  /** Share of a half beat by which its second quarter comes late: 0 is straight, 1/3 a triplet. */
  swing?: number;
  /** Beats stretch linearly up to `factor` from this beat to the end. */
  ritard?: { from: number; factor: number };
  room: { seconds: number; cutoff: number };
}

interface TrackOptions {
  gain: number;
  pan?: number;
  /** How much of the track goes into the room. */
  send?: number;
  /** Random spread of timing in seconds and of velocity as a share. */
  humanise?: number;
}

/** Velocities are rounded to this many steps, so that repeated notes are synthesised once. */
const VELOCITY_STEPS = 24;

export class Track {
  readonly sound: Stereo;
  readonly options: TrackOptions;
  private readonly song: Song;
  private readonly random: () => number;
  private readonly hits = new Map<Drum, Float32Array>();

  constructor(song: Song, options: TrackOptions, seed: number) {
    this.song = song;
    this.options = options;
    this.sound = createStereo(song.frames);
    this.random = createRandom(seed);
  }

  note(instrument: Instrument, beat: number, midi: number, beats: number, velocity: number, pan = 0): void {
    const start = this.song.secondsAt(beat);
    const seconds = this.song.secondsAt(beat + beats) - start;
    const loudness = Math.round(this.vary(velocity) * VELOCITY_STEPS) / VELOCITY_STEPS;
    this.place(
      this.song.sounding(instrument, midi, Math.round(seconds * 1000) / 1000, loudness),
      beat,
      1,
      pan,
    );
  }

  /** "c4 eb4 g4" at once, rolled upwards by `roll` beats from note to note. */
  chord(
    instrument: Instrument,
    beat: number,
    pitches: string,
    beats: number,
    velocity: number,
    roll = 0,
  ): void {
    const notes = pitches.split(" ");
    for (const [index, pitch] of notes.entries()) {
      const spread = ((index / Math.max(1, notes.length - 1)) * 2 - 1) * 0.35;
      const late = roll * index;
      this.note(instrument, beat + late, pitchToMidi(pitch), beats - late, velocity, spread);
    }
  }

  /** "c5/1.5 eb5/.5 -/1 f5": pitch and beats, the last length repeats when left out, "-" rests, "!" accents. */
  line(
    instrument: Instrument,
    beat: number,
    notation: string,
    velocity: number,
    options?: LineOptions,
  ): number {
    let at = beat;
    let length = 1;
    for (const token of notation.trim().split(/\s+/)) {
      const [head = "", given] = token.split("/");
      if (given !== undefined) length = Number(given);
      if (head !== "-") {
        const accent = head.endsWith("!");
        const midi = pitchToMidi(accent ? head.slice(0, -1) : head) + (options?.transpose ?? 0);
        const loud = accent ? Math.min(1, velocity * 1.25) : velocity;
        this.note(instrument, at, midi, length * (options?.legato ?? 0.95), loud);
      }
      at += length;
    }
    return at;
  }

  /** One character for each `grid` beats: "x" hits, "X" hits hard, "o" softly, anything else rests. */
  hit(drum: Drum, beat: number, pattern: string, velocity: number, options?: HitOptions): void {
    const levels: Record<string, number> = { X: 1.2, x: 1, o: 0.5, ".": 0.24 };
    for (const [index, character] of [...pattern].entries()) {
      const level = levels[character];
      if (level === undefined) continue;
      let sound = this.hits.get(drum);
      if (sound === undefined) this.hits.set(drum, (sound = drum()));
      this.place(
        sound,
        beat + index * (options?.grid ?? 0.25),
        this.vary(velocity * level),
        options?.pan ?? 0,
      );
    }
  }

  private vary(velocity: number): number {
    return velocity * (1 + (this.random() - 0.5) * 12 * (this.options.humanise ?? 0));
  }

  private place(sound: Float32Array, beat: number, velocity: number, pan: number): void {
    const jitter = (this.random() - 0.5) * 2 * (this.options.humanise ?? 0);
    const start = Math.max(0, toFrames(this.song.secondsAt(beat) + jitter));
    const angle = ((Math.max(-1, Math.min(1, pan + (this.options.pan ?? 0))) + 1) * Math.PI) / 4;
    const left = Math.cos(angle) * velocity * Math.SQRT2;
    const right = Math.sin(angle) * velocity * Math.SQRT2;
    const count = Math.min(sound.length, this.song.frames - start);
    for (let i = 0; i < count; i++) {
      const value = sound[i] as number;
      this.sound.left[start + i] = (this.sound.left[start + i] as number) + value * left;
      this.sound.right[start + i] = (this.sound.right[start + i] as number) + value * right;
    }
  }
}

interface LineOptions {
  transpose?: number;
  /** Share of the written length that sounds. */
  legato?: number;
}

interface HitOptions {
  grid?: number;
  pan?: number;
}

export class Song {
  readonly frames: number;
  private readonly options: SongOptions;
  private readonly tracks: Track[] = [];
  private readonly notes = new Map<Instrument, Map<string, Float32Array>>();

  constructor(options: SongOptions) {
    this.options = options;
    this.frames = toFrames(this.secondsAt(options.beats) + options.tail);
  }

  track(options: TrackOptions): Track {
    const track = new Track(this, options, 1009 * (this.tracks.length + 1));
    this.tracks.push(track);
    return track;
  }

  /** The sound of a note, made once for the whole song. */
  sounding(instrument: Instrument, midi: number, seconds: number, velocity: number): Float32Array {
    let made = this.notes.get(instrument);
    if (made === undefined) this.notes.set(instrument, (made = new Map()));
    const key = `${midi} ${seconds} ${velocity}`;
    let sound = made.get(key);
    if (sound === undefined) made.set(key, (sound = instrument(midi, seconds, velocity)));
    return sound;
  }

  secondsAt(beat: number): number {
    const { bpm, swing = 0, ritard, beats } = this.options;
    const perBeat = 60 / bpm;
    const half = (beat * 2) % 1;
    const late = half >= 0.5 - 1e-6 && half < 1 - 1e-6 ? (1 - half) * swing : 0;
    const straight = (beat + late / 2) * perBeat;
    if (ritard === undefined || beat <= ritard.from) return straight;
    const into = beat - ritard.from;
    return straight + ((ritard.factor - 1) * perBeat * into * into) / (2 * (beats - ritard.from));
  }

  framesAt(beat: number): number {
    return toFrames(this.secondsAt(beat));
  }

  /** Sums the tracks and the room, then masters. The tracks' own effects must be applied before. */
  mix(): Stereo {
    const out = createStereo(this.frames);
    const room = createStereo(this.frames);
    for (const { sound, options } of this.tracks) {
      addScaled(out, sound, options.gain);
      if (options.send !== undefined) addScaled(room, sound, options.gain * options.send);
    }
    addScaled(out, reverb(room, this.options.room.seconds, this.options.room.cutoff), 1);
    master(out);
    return out;
  }
}

export function addScaled(into: Stereo, from: Stereo, gain: number): void {
  for (let i = 0; i < into.left.length; i++) {
    into.left[i] = (into.left[i] as number) + (from.left[i] as number) * gain;
    into.right[i] = (into.right[i] as number) + (from.right[i] as number) * gain;
  }
}
