import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** The folder of the package that a module is from; undefined: it is ours. */
function packageOf(module: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module.replaceAll('\\', '/'))?.[1];
}

/** The licences of the packages that modules are from: both MIT and ISC ask for theirs in every copy. */
function licencesOf(modules: readonly string[]): string {
  const folders = new Set(modules.map(packageOf).filter((folder) => folder !== undefined));
  const notices = new Map<string, string>();
  for (const folder of folders) {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
    const files = readdirSync(folder)
      .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
      .sort();
    if (files.length === 0) throw new Error(`${name} has no licence that the page could carry`);
    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
    notices.set(`${name} ${version}`, texts.join('\n\n'));
  }
  const inOrder = [...notices].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.map(([name, text]) => `${name}\n\n${text}\n`).join(`\n${'='.repeat(72)}\n\n`);
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
      const rendered = Object.entries(chunk.modules).filter(([, module]) => module.renderedLength > 0);
      const licences = `This page contains the following programs.\n\n${licencesOf(rendered.map(([id]) => id))}`
        .replaceAll('</script', '<\\/script')
        .replaceAll('<!--', '<\\!--');
      const marker = '<!--leitwort:core-->';
      page.source = String(page.source)
        .replace(/<script type="module"[^>]*><\/script>/, '')
        .replace(/<link rel="stylesheet"[^>]*>/, '')
        .replace('</head>', () => `<style>${styles.replaceAll('</style', '<\\/style')}</style></head>`)
        .replace('<!--leitwort:policy-->', () => policyFor(script))
        .replace(/\n\s+/g, '\n')
        .replace(marker, () => `${marker}\n<script>${script}</script>`)
        // Last: what looks for a place for data finds the places above.
        .replace(
          /<\/body>(?![^]*<\/body>)/,
          () => `<script type="text/plain" id="licences">\n${licences}</script>\n</body>`,
        );
    },
  };
}

/** For `npm run dev`: the data of a page that the program wrote, named by LEITWORT_PAGE_DATA. */
function dataOfAnotherPage(): Plugin {
  return {
    name: 'leitwort-data-of-another-page',
    apply: 'serve',
    transformIndexHtml(html) {
      const path = process.env.LEITWORT_PAGE_DATA;
      if (path === undefined) throw new Error('LEITWORT_PAGE_DATA must name an index.html to take the data from');
      const blocks = readFileSync(path, 'utf8').match(/<script type="text\/plain" id="block-[^]*?<\/script>/g) ?? [];
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
