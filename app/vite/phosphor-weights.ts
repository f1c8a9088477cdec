import type { Plugin } from "vite";

const KEPT = new Set(["regular", "fill"]);
const BRANCH = /\{(?:#|:else )if weight === "(\w+)"\}([\s\S]*?)(?=\{:else)/g;

/** Drops the icon weights this app never draws; each Phosphor component otherwise ships all six. */
export function keepUsedWeights(source: string): string {
  const branches = [...source.matchAll(BRANCH)].filter(([, weight]) => KEPT.has(weight ?? ""));
  const start = source.indexOf('{#if weight === "');
  const end = source.lastIndexOf("{/if}");
  if (branches.length !== KEPT.size || start < 0 || end < start) return source;
  const body = branches.map(
    ([, weight, paths], index) => `{${index === 0 ? "#" : ":else "}if weight === "${weight}"}${paths}`,
  );
  return `${source.slice(0, start)}${body.join("")}${source.slice(end)}`;
}

export function phosphorWeights(): Plugin {
  return {
    name: "audifi:phosphor-weights",
    enforce: "pre",
    transform: {
      filter: { id: /phosphor-svelte\/lib\/\w+Icon\.svelte$/ },
      handler: (source) => keepUsedWeights(source),
    },
  };
}
