/** The frame around the views, and which of them is open. */

import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { useRoute, type Route } from './data/route';
import type { Store } from './data/store';
import { StoreContext } from './parts/context';
import { ThemeChoice } from './parts/theme';
import { ShortcutHelp, useShortcuts } from './parts/shortcuts';
import { Documents } from './views/documents';
import { DocumentView } from './views/document';
import { Formulations } from './views/formulations';
import { FormulationCard } from './views/formulation';
import { Network } from './views/network';
import { Overview } from './views/overview';
import { Pair } from './views/pair';
import { PassageView } from './views/passage';
import { Passages } from './views/passages';
import { Similarity } from './views/similarity';
import { Time } from './views/time';

interface View {
  /** First part of its address. */
  name: string;
  title: string;
  /** In the navigation; else it belongs to the view named by `under`. */
  under?: string;
  draw(route: Route): ComponentChildren;
}

/** A part of the address as an index; −1: it is none (NaN would differ from itself, and be drawn without end). */
function number(route: Route, part: number): number {
  const text = route.path[part] ?? '';
  return /^\d+$/.test(text) ? Number(text) : -1;
}

const views: View[] = [
  { name: '', title: 'Overview', draw: () => <Overview /> },
  { name: 'formulations', title: 'Formulations', draw: (r) => <Formulations query={r.query} /> },
  {
    name: 'formulation',
    title: 'Formulation',
    under: 'formulations',
    draw: (r) => <FormulationCard row={number(r, 1)} query={r.query} />,
  },
  { name: 'similarity', title: 'Similarity', draw: (r) => <Similarity query={r.query} /> },
  {
    name: 'pair',
    title: 'Pair',
    under: 'similarity',
    draw: (r) => <Pair a={number(r, 1)} b={number(r, 2)} query={r.query} />,
  },
  { name: 'passages', title: 'Passages', draw: (r) => <Passages query={r.query} /> },
  {
    name: 'passage',
    title: 'Passage',
    under: 'passages',
    draw: (r) => <PassageView passage={number(r, 1)} query={r.query} />,
  },
  { name: 'time', title: 'Time', draw: (r) => <Time query={r.query} /> },
  { name: 'network', title: 'Network', draw: (r) => <Network query={r.query} /> },
  { name: 'documents', title: 'Documents', draw: (r) => <Documents query={r.query} /> },
  {
    name: 'document',
    title: 'Document',
    under: 'documents',
    draw: (r) => <DocumentView document={number(r, 1)} query={r.query} />,
  },
];

function Navigation({ open }: { open: View | undefined }) {
  const list = useRef<HTMLElement>(null);
  // On a narrow screen the list is scrolled: what is open shall be seen in it.
  useEffect(() => {
    const current = list.current?.querySelector('[aria-current]');
    const room = list.current?.querySelector('ul');
    if (current instanceof HTMLElement && room) {
      room.scrollLeft = current.offsetLeft - room.offsetLeft - (room.clientWidth - current.offsetWidth) / 2;
    }
  }, [open]);
  return (
    <nav aria-label="Views" ref={list}>
      <ul>
        {views
          .filter((view) => view.under === undefined)
          .map((view) => (
            <li key={view.name}>
              <a
                href={`#/${view.name}`}
                aria-current={open?.name === view.name ? 'page' : open?.under === view.name ? 'true' : undefined}
              >
                {view.title}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** The pattern of periods without documents, for all figures. */
function Hatch() {
  return (
    <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse">
          <path d="M-1 1l2-2M0 4l4-4M3 5l2-2" stroke="var(--strong-line)" stroke-width="0.6" />
        </pattern>
      </defs>
    </svg>
  );
}

export function App({ store }: { store: Store }) {
  const route = useRoute();
  const name = route.path[0] ?? '';
  const view = views.find((v) => v.name === (name === 'overview' ? '' : name));
  const main = useRef<HTMLElement>(null);
  const path = route.path.join('/');
  const before = useRef(path);

  // A new view begins at its top, and its heading is what a screen reader reads next.
  useEffect(() => {
    document.title = `${view?.title ?? 'Not found'} – ${store.core.corpus} – Leitwort`;
    if (before.current === path) return;
    before.current = path;
    scrollTo(0, 0);
    main.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [path]);
  useShortcuts();

  return (
    <StoreContext.Provider value={store}>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault(); // the address holds the state
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <Hatch />
      <header class="frame">
        <a class="mark" href="#/" aria-label="Leitwort: overview">
          Leitwort
        </a>
        <Navigation open={view} />
        <ThemeChoice />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {view ? (
          <div key={path}>{view.draw(route)}</div>
        ) : (
          <>
            <h1 tabIndex={-1}>Not on this page</h1>
            <p>
              The address names nothing that this page holds. <a href="#/">To the overview</a>
            </p>
          </>
        )}
      </main>
      <footer class="frame">
        <span>
          {store.core.corpus} · Leitwort {store.core.version}
        </span>
        <ShortcutHelp />
      </footer>
    </StoreContext.Provider>
  );
}
