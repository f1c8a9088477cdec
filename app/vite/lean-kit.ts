import type { Plugin } from "vite";

const UNEVAL = /\n\tuneval = \(data\) => devalue\.uneval\(data, replacer\);/;
const REPLACER = /\n\t\/\*\* @param \{unknown\} thing \*\/\n\tconst replacer = [\s\S]*?\n\t\};\n/;

/** SvelteKit's module for custom types without what only its server calls. Left alone when it is another one. */
export function withoutUneval(source: string): string {
  return UNEVAL.test(source) && REPLACER.test(source)
    ? source.replace(UNEVAL, "").replace(REPLACER, "")
    : source;
}

/** Keeps the writer of scripts, which only a server needs, out of what every browser loads. */
export function leanKit(): Plugin {
  return {
    name: "audifi:lean-kit",
    applyToEnvironment: ({ name }) => name === "client",
    transform: {
      filter: { id: /@sveltejs\/kit\/src\/runtime\/app\/internal\/transport\.js$/ },
      handler: (source) => withoutUneval(source),
    },
  };
}
