import { render } from 'preact';
import { App } from './app';
import type { Core } from './data/contract';
import { readJson } from './data/blocks';
import { Store } from './data/store';
import './style.css';

const place = document.getElementById('page');
if (place === null) throw new Error('the page has no place to draw itself');

readJson<Core>('core').then(
  (core) => render(<App store={new Store(core)} />, place),
  (trouble: unknown) => {
    place.textContent = `This page cannot be read: ${String(trouble)}. A browser of 2023 or later is needed.`;
  },
);
