import type { Plugin } from "vite";

const BRANCH = /\{(?:#|:else )if weight === "(\w+)"\}([\s\S]*?)(?=\{:else)/g;

/**
 * A Phosphor icon with what this app says of icons, and no more. The original ships six weights, and spreads whatever
 * it is given over its element, which costs a phone more than the whole card that a pair of icons stands on.
 */
export function toLeanIcon(source: string): string {
  const weights = new Map([...source.matchAll(BRANCH)].map(([, weight, paths]) => [weight, paths?.trim()]));
  const [regular, filled] = [weights.get("regular"), weights.get("fill")];
  if (regular === undefined || filled === undefined) return source;
  return `<script lang="ts">
  let { size = "1em", weight = "regular", class: style, "aria-label": label, "aria-hidden": isHidden } = $props();
</script>

<svg
  role="img"
  width={size}
  height={size}
  fill="currentColor"
  viewBox="0 0 256 256"
  class={style}
  aria-label={label}
  aria-hidden={isHidden}
>{#if weight === "fill"}${filled}{:else}${regular}{/if}</svg>
`;
}

export function leanIcons(): Plugin {
  return {
    name: "audifi:lean-icons",
    enforce: "pre",
    transform: {
      filter: { id: /phosphor-svelte\/lib\/\w+Icon\.svelte$/ },
      handler: (source) => toLeanIcon(source),
    },
  };
}
