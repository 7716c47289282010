/** Light or dark: as the system has it, or as chosen. */

import { useEffect, useState } from 'preact/hooks';

const choices = ['auto', 'light', 'dark'] as const;
type Choice = (typeof choices)[number];
const key = 'leitwort-theme';

function remembered(): Choice {
  try {
    const value = localStorage.getItem(key);
    return choices.find((choice) => choice === value) ?? 'auto';
  } catch {
    return 'auto'; // the browser keeps nothing for files
  }
}

export function ThemeChoice() {
  const [choice, set] = useState(remembered);
  useEffect(() => {
    if (choice === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
    dispatchEvent(new Event('theme'));
    try {
      localStorage.setItem(key, choice);
    } catch {
      // chosen for this time only
    }
  }, [choice]);
  return (
    <label class="theme">
      <span class="told">Colours</span>
      <select value={choice} onChange={(event) => set(event.currentTarget.value as Choice)}>
        <option value="auto">System colours</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}

/** Calls `draw` when colours change: for what is drawn on a canvas. */
export function useThemeChange(draw: () => void): void {
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)');
    addEventListener('theme', draw);
    system.addEventListener('change', draw);
    return () => {
      removeEventListener('theme', draw);
      system.removeEventListener('change', draw);
    };
  });
}

/** The value of a colour of style.css as it is now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
