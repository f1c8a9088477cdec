export interface Failure {
  readonly name: string;
  readonly output: string;
}

/** What one run of a suite came to. A tally without a single test is a failure to its reader. */
export interface Tally {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

export const emptyTally: Tally = { passed: 0, skipped: 0, failures: [] };

export function addTallies(left: Tally, right: Tally): Tally {
  return {
    passed: left.passed + right.passed,
    skipped: left.skipped + right.skipped,
    failures: [...left.failures, ...right.failures],
  };
}

export function closingLine({ passed, skipped, failures }: Tally): string {
  const line = `${passed} passed, ${failures.length} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
