import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";

/** The least that SvelteKit makes of a page: what `app/bench/floor.ts` builds and serves beside the app. */
export default defineConfig({
  plugins: [sveltekit({ adapter: adapter({ out: ".svelte-kit/server" }) })],
  logLevel: "error",
});
