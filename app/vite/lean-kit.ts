import type { Plugin } from "vite";

const UNEVAL = /\n\tuneval = \(data\) => devalue\.uneval\(data, replacer\);/;
const REPLACER = /\n\t\/\*\* @param \{unknown\} thing \*\/\n\tconst replacer = [\s\S]*?\n\t\};\n/;

/** SvelteKit's module for custom types without what only its server calls. Left alone when it is another one. */
export function withoutUneval(source: string): string {
  return UNEVAL.test(source) && REPLACER.test(source)
    ? source.replace(UNEVAL, "").replace(REPLACER, "")
    : source;
}

const OBSERVER = /\n\tconst observer = new IntersectionObserver\([\s\S]*?_preload_code[\s\S]*?\n\t\);\n/;
const WALK = /\n\tfunction after_navigate\(\) \{\n\t\tobserver\.disconnect\(\);[\s\S]*?\n\t\}\n/;
const CALLS = /\n\tafter_navigate_callbacks\.add\(after_navigate\);\n\tafter_navigate\(\);\n/;

/**
 * SvelteKit's client without its walk over every link of every page for `data-sveltekit-preload-code` of `viewport` or
 * `eager`, which nothing here asks for. Left alone when it is another one.
 */
export function withoutLinkWalk(source: string): string {
  const parts = [OBSERVER, WALK, CALLS];
  return parts.every((part) => part.test(source))
    ? parts.reduce((rest, part) => rest.replace(part, ""), source)
    : source;
}

/** Keeps out of what every browser loads what only a server needs, and what no page asks for. */
export function leanKit(): Plugin {
  return {
    name: "audifi:lean-kit",
    applyToEnvironment: ({ name }) => name === "client",
    transform: {
      filter: { id: /@sveltejs\/kit\/src\/runtime\/(app\/internal\/transport|client\/client)\.js$/ },
      handler: (source) => withoutLinkWalk(withoutUneval(source)),
    },
  };
}
