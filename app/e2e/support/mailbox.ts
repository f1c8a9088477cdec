import { endpoints } from "./stack.ts";

interface Letter {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: string;
}

const PATIENCE = 90_000;
const seen = new Set<string>();

async function lettersTo(address: string): Promise<readonly Letter[]> {
  const response = await fetch(`${endpoints.mailbox}/api/letters?to=${encodeURIComponent(address)}`);
  if (!response.ok) throw new Error(`the mailbox answered ${response.status}`);
  return ((await response.json()) as { letters: Letter[] }).letters;
}

/** Waits for a letter that was not read before. */
export async function nextLetter(address: string, subject: RegExp): Promise<Letter> {
  for (let waited = 0; waited < PATIENCE; waited += 200) {
    // A connection that rested may break off just when it is used again.
    const letters = await lettersTo(address).catch(() => []);
    const found = letters.find((letter) => !seen.has(letter.id) && subject.test(letter.subject));
    if (found !== undefined) {
      seen.add(found.id);
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no letter "${subject.source}" to ${address} within ${PATIENCE / 1000} s`);
}

export function codeOf({ text }: Letter): string {
  const code = /^\d{6}$/m.exec(text)?.[0];
  if (code === undefined) throw new Error(`there is no code in: ${text}`);
  return code;
}

export function linkOf({ text }: Letter): string {
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  if (link === undefined) throw new Error(`there is no link in: ${text}`);
  return link;
}
