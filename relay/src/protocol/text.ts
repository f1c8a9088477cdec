import { z } from "./zod.ts";

// Control characters and the bidirectional overrides that make a title read as something else.
const hostileCharacters = /[[\p{Cc}\p{Bidi_Control}\ufeff]--[\n\t]]/v;

/** Plain text of people, over several lines. */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !hostileCharacters.test(value), "must not contain control characters")
    .refine((value) => value.isWellFormed(), "must be well-formed Unicode");
/** The same on one line, with something on it. */
export const line = (max: number) =>
  text(max)
    .min(1)
    .refine(
      (value) => !/[\n\t]/.test(value) && value.trim() === value,
      "must be one line without outer blanks",
    );
