const MOST_WORDS = 6;

/** The words of a text in lower case: runs of letters, marks and digits. */
function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** A full-text query for anything that has a word beginning with one of those searched; null without a word. */
export function anyWordQuery(search: string): string | null {
  const words = [...new Set(wordsOf(search))].slice(0, MOST_WORDS);
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(" | ");
}

/** Whether each word searched begins a word of the texts. */
export function matchesEveryWord(search: string, texts: readonly string[]): boolean {
  const known = texts.flatMap(wordsOf);
  return wordsOf(search)
    .slice(0, MOST_WORDS)
    .every((word) => known.some((candidate) => candidate.startsWith(word)));
}
