import { expect, it } from "vitest";
import { recordingSentences } from "../../src/routes/launch/review-words.ts";

it("names the file that becomes public, and repeats what is to be thought about", () => {
  const fine = { tone: "fine", text: "No clipping." } as const;
  const file = "The recording is the file “ferry.wav”, 1:35 long. Exactly this file becomes public.";
  expect(recordingSentences("ferry.wav", { duration: 95, findings: [fine] })).toEqual([file]);
  const findings = [
    { tone: "advice", text: "It is very loud." },
    { tone: "advice", text: "It is mono." },
    fine,
  ] as const;
  expect(recordingSentences("ferry.wav", { duration: 95, findings })).toEqual([
    file,
    "What was found in it: It is very loud. It is mono.",
  ]);
});
