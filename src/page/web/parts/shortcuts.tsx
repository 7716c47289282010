/** Keys: `/` to the filter, `n` and `p` to what is next and previous, `?` for help. */

import { useEffect, useRef } from 'preact/hooks';

const keys: [key: string, what: string][] = [
  ['/', 'to the filter'],
  ['n', 'next: document, pair, passage, formulation'],
  ['p', 'previous'],
  ['j, k', 'in a document: to the next and the previous mark'],
  ['Esc', 'closes what Enter opened'],
  ['o', 'overview'],
  ['?', 'this help'],
];

function typing(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, [contenteditable]') !== null;
}

/** Elements name their key by `data-key`. */
export function useShortcuts(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (event.key === 'o') {
        location.hash = '#/';
        return;
      }
      const element = [...document.querySelectorAll<HTMLElement>('[data-key]')].find(
        (e) => e.dataset['key'] === event.key,
      );
      if (!element) return;
      event.preventDefault();
      if (element.matches('input, select')) element.focus();
      else element.click();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

export function ShortcutHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" class="plain" data-key="?" onClick={() => dialog.current?.showModal()}>
        Keys
      </button>
      <dialog ref={dialog} aria-label="Keys">
        <table>
          <caption>Keys</caption>
          <tbody>
            {keys.map(([key, what]) => (
              <tr key={key}>
                <th scope="row">
                  <kbd>{key}</kbd>
                </th>
                <td>{what}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">arrows, Enter</th>
              <td>in a figure: from cell to cell, and open</td>
            </tr>
          </tbody>
        </table>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </dialog>
    </>
  );
}
