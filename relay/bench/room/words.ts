/** Milliseconds that processes of one machine agree on. */
export const now = (): number => performance.timeOrigin + performance.now();

/** What is said names when: a word that was said before the measurement does not count. */
export const writeWord = (number: number): string => `word ${number} of ${now().toFixed(3)}`;

export const parseWord = (text: string): number | undefined => {
  const sentAt = /^word \d+ of (\d+\.\d{3})$/.exec(text)?.[1];
  return sentAt === undefined ? undefined : Number(sentAt);
};
