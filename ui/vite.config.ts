import { defineConfig } from 'vitest/config';

const surfaces = ['settings', 'invoice', 'panel'];

/// Both catalogues are called `ui.json`: the chunk's name tells the language. What every surface needs
/// is one file, so that a browser fetches it once for all of them.
function chunkName(id: string): string | undefined {
    const language = /\/i18n\/([a-z]+)\/ui\.json$/.exec(id)?.[1];
    if (language) {
        return `text-${language}`;
    }
    return /\/node_modules\/|\/src\/(app|host)\/|\/src\/parts\/(?!combobox|field)/.test(id)
        ? 'shared'
        : undefined;
}

export default defineConfig({
    base: '/ui/assets/',
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    build: {
        target: 'es2022',
        // The server's shells name one style sheet.
        cssCodeSplit: false,
        // The preloader writes <link> elements of its own; the surfaces are too small to gain by it.
        modulePreload: false,
        rollupOptions: {
            input: Object.fromEntries(
                surfaces.map((name) => [name, `src/surfaces/${name}/main.tsx`]),
            ),
            output: {
                // No hashes: the server embeds these files and answers with entity tags.
                entryFileNames: '[name].js',
                chunkFileNames: 'assets/[name].js',
                assetFileNames: ({ names }) =>
                    names[0]?.endsWith('.css') ? 'app.css' : '[name][extname]',
                manualChunks: chunkName,
            },
        },
    },
    test: { environment: 'jsdom', restoreMocks: true },
});
