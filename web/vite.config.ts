import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The names of the built files hold the hash of their content and nothing of the day or the machine: the same source gives
// the same files, so that a test can hold the committed build to the source.
export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: '../src/musnad/serve/static',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8765' } },
});
