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

const system = matchMedia('(prefers-color-scheme: dark)');

function apply(theme: 'light' | 'dark'): void {
  document.documentElement.dataset['theme'] = theme;
  dispatchEvent(new Event('theme'));
}

export function ThemeChoice() {
  const [choice, set] = useState(remembered);
  useEffect(() => {
    const follow = () => apply(choice === 'auto' ? (system.matches ? 'dark' : 'light') : choice);
    const light = () => apply('light'); // on paper
    follow();
    system.addEventListener('change', follow);
    addEventListener('beforeprint', light);
    addEventListener('afterprint', follow);
    return () => {
      system.removeEventListener('change', follow);
      removeEventListener('beforeprint', light);
      removeEventListener('afterprint', follow);
    };
  }, [choice]);
  useEffect(() => {
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
    addEventListener('theme', draw);
    return () => removeEventListener('theme', draw);
  });
}

/** The value of a colour of style.css as it is now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
