/** A button that copies text, and says that it did. */

import { useState } from 'preact/hooks';

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Some browsers have no clipboard for files that were opened by a double click.
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (!copied) throw new Error('the browser does not let this page copy');
  }
}

export function CopyButton({ title, text }: { title: string; text: () => string | Promise<string> }) {
  const [told, tell] = useState('');
  const copy = async () => {
    try {
      await copyText(await text());
      tell('Copied.');
    } catch (error) {
      tell(`Not copied: ${error instanceof Error ? error.message : String(error)}.`);
    }
    setTimeout(() => tell(''), 4000);
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {title}
      </button>
      <span role="status">{told}</span>
    </>
  );
}
