import type { AudioMeasure } from "#lib/format/measure-audio.ts";

/** Runs in a worker, which is thrown away with the samples that were handed to it. */
export function measure(channels: Float32Array[], rate: number): Promise<AudioMeasure> {
  const worker = new Worker(new URL("./measure.worker.ts", import.meta.url), { type: "module" });
  return new Promise<AudioMeasure>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<AudioMeasure>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ channels, rate }, { transfer: channels.map(({ buffer }) => buffer) });
  }).finally(() => worker.terminate());
}

/** Copies of all samples, to be handed away. */
export function copyChannels(audio: AudioBuffer): Float32Array[] {
  return Array.from({ length: audio.numberOfChannels }, (_, index) => audio.getChannelData(index).slice());
}
