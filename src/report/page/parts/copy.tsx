/** A button that puts a text on the clipboard, or shows it where the browser does not allow that. */

import { useState } from 'preact/hooks';

export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const [said, say] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      say('Copied.');
    } catch {
      say(text()); // to be copied by hand
    }
  };
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        {label}
      </button>{' '}
      <span role="status" class="quiet">
        {said}
      </span>
    </>
  );
}
