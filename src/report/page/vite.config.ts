import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/** The page may run its own script and nothing else, and may ask nothing of the network. */
function policyFor(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'", // the browser's own: positions set by the script
    'img-src data: blob:', // figures on their way to a PNG
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
}

/**
 * One file in place of three. The script stands where `index.html` has it, as a classic one: it runs
 * before the texts behind it have been read.
 */
function inOneFile(): Plugin {
  return {
    name: 'leitwort-in-one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      const page = files.find((file) => file.type === 'asset' && file.fileName === 'index.html');
      const chunks = files.filter((file) => file.type === 'chunk');
      const chunk = chunks[0];
      if (page?.type !== 'asset' || chunk === undefined || chunks.length !== 1) {
        throw new Error('one page and one script were expected');
      }
      const script = chunk.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
      let styles = '';
      for (const file of files) {
        if (file.type === 'asset' && file.fileName.endsWith('.css')) styles += String(file.source);
        if (file !== page) delete bundle[file.fileName];
      }
      const marker = '<!--leitwort:core-->';
      page.source = String(page.source)
        .replace(/<script type="module"[^>]*><\/script>/, '')
        .replace(/<link rel="stylesheet"[^>]*>/, '')
        .replace('</head>', () => `<style>${styles.replaceAll('</style', '<\\/style')}</style></head>`)
        .replace('<!--leitwort:policy-->', () => policyFor(script))
        .replace(/\n\s+/g, '\n')
        .replace(marker, () => `${marker}\n<script>${script}</script>`);
    },
  };
}

/** For `npm run dev`: the data of a page that the program wrote, named by LEITWORT_PAGE. */
function dataOfAnotherPage(): Plugin {
  return {
    name: 'leitwort-data-of-another-page',
    apply: 'serve',
    transformIndexHtml(html) {
      const path = process.env.LEITWORT_PAGE;
      if (path === undefined) throw new Error('LEITWORT_PAGE must name an index.html to take the data from');
      const blocks = readFileSync(path, 'utf8').match(/<script type="text\/plain"[^]*?<\/script>/g) ?? [];
      return html.replace('<!--leitwort:core-->', () => blocks.join('\n'));
    },
  };
}

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rollupOptions: { output: { format: 'iife' } },
  },
  plugins: [inOneFile(), dataOfAnotherPage()],
});
