import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const repository = fileURLToPath(new URL('../..', import.meta.url));
const api = process.env.LINEUP_API ?? 'http://localhost:3000';

/**
 * One page, served by the api from `dist/apps/web`. The week's time grid and the date library are separate chunks.
 */
export default defineConfig({
  root: here,
  plugins: [react()],
  resolve: {
    alias: [{ find: /^#rules\/(.*)$/, replacement: `${repository}libs/$1/src/rules/index.ts` }],
  },
  build: {
    outDir: `${repository}dist/apps/web`,
    emptyOutDir: true,
    target: 'es2023',
    // Fonts and icons stay files, because the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        manualChunks: (id) => {
          if (/@fullcalendar|@full-ui|temporal-/.test(id)) return 'fullcalendar';
          if (/node_modules\/(react|react-dom|react-router|scheduler)\//.test(id)) return 'react';
          if (/node_modules\/(@mantine|@floating-ui)\//.test(id)) return 'mantine';
          return undefined;
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: api }, '/media': { target: api }, '/sandbox': { target: api } },
    fs: { allow: [repository] },
  },
});
