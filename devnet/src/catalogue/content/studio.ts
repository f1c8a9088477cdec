import type { Master } from "./types.ts";

type Files = Master["files"];

/** An option: a recording or a cover of a master that is published anyway, or a text alone. */
interface StudioOption {
  label: string;
  files?: Files;
}

export interface StudioDecision {
  kind: "audio" | "image" | "text";
  question: string;
  options: StudioOption[];
}

export interface StudioSession {
  /** Index into `artists`. */
  artist: number;
  title: string;
  /** The recording as it is. */
  draft: Files;
  /** Sum of 1 (shareholders), 2 (coin holders), 4 (subscribers); 0 is everyone. */
  gates: number;
  /** Whole coins that make a coin holder's weight. */
  coinUnit: number;
  decisions: StudioDecision[];
}

const text = (...labels: string[]): StudioOption[] => labels.map((label) => ({ label }));

export const studio = {
  orchard: {
    artist: 1,
    title: "A street before the bakery opens",
    draft: "kitchen-window",
    gates: 0,
    coinUnit: 25,
    decisions: [
      {
        kind: "audio",
        question: "Which take?",
        options: [
          { label: "Window open, one microphone", files: "orchard-street" },
          { label: "Window shut, with the radio", files: "kitchen-window" },
        ],
      },
      {
        kind: "image",
        question: "Which cover?",
        options: [
          { label: "The street", files: "orchard-street" },
          { label: "The kitchen", files: "kitchen-window" },
        ],
      },
      {
        kind: "text",
        question: "What is it called?",
        options: text("Orchard Street, 6 a.m.", "Before the Bakery", "Six"),
      },
    ],
  },
  tide: {
    artist: 0,
    title: "Low water, working title",
    draft: "night-ferry",
    gates: 3,
    coinUnit: 100,
    decisions: [
      {
        kind: "audio",
        question: "Which ending?",
        options: [
          { label: "It fades with the engine", files: "night-ferry" },
          { label: "It stops at the quay", files: "glass-arcade" },
        ],
      },
      {
        kind: "text",
        question: "How long may it be?",
        options: text("Four minutes", "As long as the crossing"),
      },
    ],
  },
  arcade: {
    artist: 0,
    title: "The second arcade",
    draft: "glass-arcade",
    gates: 0,
    coinUnit: 100,
    decisions: [
      {
        kind: "image",
        question: "Which light on the cover?",
        options: [
          { label: "Neon", files: "glass-arcade" },
          { label: "The ferry's", files: "night-ferry" },
        ],
      },
      {
        kind: "text",
        question: "Vinyl or tape?",
        options: text("Vinyl", "Tape", "Neither, save the plastic"),
      },
    ],
  },
  driftwood: {
    artist: 2,
    title: "Driftwood, in three verses",
    draft: "salt-and-timber",
    gates: 1,
    coinUnit: 50,
    decisions: [
      {
        kind: "audio",
        question: "Who plays the bridge?",
        options: [{ label: "The concertina", files: "salt-and-timber" }],
      },
      { kind: "text", question: "Which verse goes?", options: text("The first", "The second", "None") },
    ],
  },
  felt: {
    artist: 3,
    title: "Felt, second version",
    draft: "slow-weather",
    gates: 3,
    coinUnit: 40,
    decisions: [
      {
        kind: "audio",
        question: "With the rain or without?",
        options: [
          { label: "With the rain", files: "slow-weather" },
          { label: "Without", files: "paper-lanterns" },
        ],
      },
    ],
  },
  cassette: {
    artist: 5,
    title: "The other side of the cassette",
    draft: "cassette-coast",
    gates: 0,
    coinUnit: 60,
    decisions: [
      { kind: "text", question: "Which hiss?", options: text("My mother's radio", "A new tape", "No hiss") },
      {
        kind: "image",
        question: "Which coast?",
        options: [
          { label: "The one by car", files: "cassette-coast" },
          { label: "The one by night", files: "long-exposure" },
        ],
      },
    ],
  },
  parade: {
    artist: 4,
    title: "A march for a Tuesday",
    draft: "bread-and-wire",
    gates: 0,
    coinUnit: 10,
    decisions: [{ kind: "text", question: "How fast?", options: text("Walking", "Late for work") }],
  },
} as const satisfies Record<string, StudioSession>;

export const SUBMISSIONS = {
  echo: { label: "Window open, through a tape echo", files: "orchard-street" },
  whistle: { label: "A tin whistle, very quiet", files: "salt-and-timber" },
  fiddle: { label: "Fiddle and feet", files: "two-left-boots" },
} as const satisfies Record<string, StudioOption>;

export const OVERRIDE =
  "The bakery asked me not to. It is the better title, and it will be a song about something else.";
