import { measureAudio } from "#lib/format/measure-audio.ts";

/** Measures samples beside the page, which stays responsive meanwhile. */
self.addEventListener("message", ({ data }: MessageEvent<{ channels: Float32Array[]; rate: number }>) => {
  self.postMessage(measureAudio(data.channels, data.rate));
});
