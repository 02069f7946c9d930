import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const pages = ["index", "react", "vue", "svelte", "decide"];

export default defineConfig({
  base: "./",
  plugins: [svelte()],
  // Vite's development server would part the script from its files.
  optimizeDeps: { exclude: ["contact-wegwijzer"] },
  // A file of a few bytes shall stay one: a page's Content-Security-Policy need not allow `data:`.
  build: { assetsInlineLimit: 0, rollupOptions: { input: pages.map((page) => `${page}.html`) } },
});
