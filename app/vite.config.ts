import adapter from "@sveltejs/adapter-node";
import { sveltekit } from "@sveltejs/kit/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vitest/config";
import { phosphorWeights } from "./vite/phosphor-weights.ts";

export default defineConfig({
  plugins: [
    phosphorWeights(),
    tailwindcss(),
    sveltekit({
      adapter: adapter(),
      // Origins known only at run time are appended in src/hooks.server.ts.
      csp: {
        mode: "nonce",
        directives: {
          "default-src": ["none"],
          "script-src": ["self"],
          "style-src-elem": ["self"],
          "style-src-attr": ["unsafe-inline"],
          "font-src": ["self"],
          "img-src": ["self", "data:", "blob:"],
          "media-src": ["self", "blob:"],
          "connect-src": ["self"],
          "manifest-src": ["self"],
          "form-action": ["self"],
          "base-uri": ["none"],
          "object-src": ["none"],
          "frame-ancestors": ["none"],
        },
      },
    }),
  ],
  build: {
    rolldownOptions: {
      output: {
        // What most pages share travels in one file instead of twenty tiny ones.
        codeSplitting: {
          groups: [
            { name: "shared", test: /phosphor-svelte|app\/src\/lib\/(ui|format|state)\//, minShareCount: 4 },
          ],
        },
      },
    },
  },
  server: { fs: { allow: [".."] } },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
