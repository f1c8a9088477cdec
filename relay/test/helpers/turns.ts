/** Counts how often others get to work from now on. */
export const watchTurns = (): { readonly count: number; end(): number } => {
  let count = 0;
  let isEnded = false;
  const work = () => {
    if (isEnded) return;
    count += 1;
    setImmediate(work);
  };
  setImmediate(work);
  return {
    get count() {
      return count;
    },
    end: () => {
      isEnded = true;
      return count;
    },
  };
};
