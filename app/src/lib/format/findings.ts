import type { AudioType, PictureType } from "./file-types.ts";
import type { AudioMeasure } from "./measure-audio.ts";
import { formatCount } from "./shares.ts";
import { formatClock } from "./time.ts";

/** Something worth knowing about a file before it is public for ever. None of it stops a launch. */
export interface Finding {
  readonly tone: "advice" | "fine";
  readonly text: string;
}

/** A file that cannot be used. */
export class UnusableFile extends Error {
  override name = "UnusableFile";
}

export const LARGEST_AUDIO = 200 * 1024 ** 2;
export const LARGEST_COVER = 10 * 1024 ** 2;
const SMALLEST_COVER = 300;
const GOOD_COVER = 1500;
const SHORT = 30;
const LONG_SILENCE = 3;

const decibels = (level: number): number => 20 * Math.log10(level);

/** "−14.2", with the minus sign of typography. */
function formatLevel(value: number): string {
  return value.toFixed(1).replace("-", "−");
}

function levelAdvice({ loudness, truePeak, clippings }: AudioMeasure): string[] {
  const advice: string[] = [];
  if (clippings > 0) {
    const places = clippings === 1 ? "1 place" : `${formatCount(clippings)} places`;
    advice.push(`The signal is cut off at full scale in ${places}: that is heard as crackling.`);
  }
  if (truePeak > 1) {
    advice.push(
      `Peaks between the samples reach ${formatLevel(decibels(truePeak))} dBTP, above full scale. Most players distort them; −1 dBTP is safe.`,
    );
  }
  if (loudness !== null && loudness > -8) {
    advice.push("It is very loud. Streaming services turn down what is above about −14 LUFS.");
  }
  if (loudness === null || loudness < -30) advice.push("It is very quiet. Check that this is the master.");
  return advice;
}

function shapeAdvice(measure: AudioMeasure): string[] {
  const advice: string[] = [];
  const { duration, channels, silenceBefore, silenceAfter } = measure;
  if (duration < SHORT) advice.push("It is shorter than 30 seconds.");
  if (silenceBefore > LONG_SILENCE) {
    advice.push(`It begins with ${Math.round(silenceBefore)} seconds of silence.`);
  }
  if (silenceAfter > LONG_SILENCE)
    advice.push(`It ends with ${Math.round(silenceAfter)} seconds of silence.`);
  if (channels === 1 || measure.isDualMono) advice.push("It is mono: left and right are the same.");
  else if (measure.silentChannels > 0) advice.push("One of its channels is silent.");
  return advice;
}

function typeAdvice({ name, isLossless, sampleRate }: AudioType): string[] {
  const advice: string[] = [];
  if (!isLossless && name !== "M4A") {
    advice.push(`${name} leaves out part of the sound. Holders get this exact file: WAV or FLAC is better.`);
  }
  if (sampleRate !== null && sampleRate < 44_100) {
    advice.push(`Its sample rate of ${formatCount(sampleRate)} Hz leaves out high frequencies.`);
  }
  return advice;
}

/** What to tell about a recording, advice first. */
export function describeAudio(type: AudioType, measure: AudioMeasure): readonly Finding[] {
  const advice = [...levelAdvice(measure), ...shapeAdvice(measure), ...typeAdvice(type)];
  const findings: Finding[] = advice.map((words) => ({ tone: "advice", text: words }));
  if (measure.clippings === 0 && measure.truePeak <= 1) {
    findings.push({ tone: "fine", text: "No clipping." });
  }
  return findings;
}

/** The figures of a recording, in the order in which they are shown. */
export function audioFigures(
  type: AudioType,
  measure: AudioMeasure,
): readonly { readonly label: string; readonly value: string }[] {
  const { sampleRate, bits, name } = type;
  const detail = [sampleRate ? `${sampleRate / 1000} kHz` : null, bits ? `${bits} bit` : null].filter(
    Boolean,
  );
  const channels = { 1: "Mono", 2: "Stereo" }[measure.channels] ?? `${measure.channels} channels`;
  return [
    { label: "Length", value: formatClock(measure.duration) },
    { label: "Format", value: [name, ...detail, channels].join(" · ") },
    {
      label: "Loudness (ITU-R BS.1770)",
      value: measure.loudness === null ? "too quiet to measure" : `${formatLevel(measure.loudness)} LUFS`,
    },
    { label: "True peak", value: `${formatLevel(decibels(measure.truePeak))} dBTP` },
  ];
}

/** Refuses a picture too small for a cover; otherwise what to tell about it. */
export function describeCover(
  type: PictureType,
  { width, height }: { readonly width: number; readonly height: number },
): readonly Finding[] {
  if (Math.min(width, height) < SMALLEST_COVER) {
    throw new UnusableFile(`It is ${width} × ${height} pixels; at least 300 × 300 are needed.`);
  }
  const findings: Finding[] = [];
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  if (long > short * 1.01) {
    findings.push({
      tone: "advice",
      text: "It is not square: its edges are cut off where covers are shown.",
    });
  }
  if (short < GOOD_COVER) {
    findings.push({ tone: "advice", text: "Less than 1,500 pixels may look soft on large screens." });
  }
  const size = `${type}, ${formatCount(width)} × ${formatCount(height)} pixels.`;
  return [...findings, { tone: "fine", text: size }];
}
