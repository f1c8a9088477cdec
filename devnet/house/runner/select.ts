import type { Suite } from "./suites.ts";

function isNamed(suite: Suite, name: string): boolean {
  return suite.name === name || suite.name.startsWith(`${name}:`);
}

/** The suites of these names and the preparations they need, in the order of the table. */
export function selectSuites(
  suites: readonly Suite[],
  names: readonly string[] | undefined,
): readonly Suite[] {
  if (names === undefined) return suites;
  const wanted = new Set<string>();
  for (const name of names) {
    const matching = suites.filter((suite) => isNamed(suite, name));
    if (matching.length === 0) throw new Error(`There is no suite named "${name}".`);
    for (const suite of matching) wanted.add(suite.name);
  }
  for (const suite of suites.toReversed()) {
    if (wanted.has(suite.name)) for (const need of suite.needs) wanted.add(need);
  }
  return suites.filter((suite) => wanted.has(suite.name));
}
