/**
 * The address holds the state: `#/formulations?q=peace&sort=first`. A path names a view, the rest is
 * what was chosen in it; what is at its default is not in the address.
 */

import { useEffect, useState } from 'preact/hooks';

export interface Route {
  /** `['formulation', '12']`; of the overview []. */
  path: string[];
  query: URLSearchParams;
}

export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const parts = path.split('/').filter((part) => part !== '');
  return { path: parts.map(decoded), query: new URLSearchParams(query) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // an address typed by hand
  }
}

export type Choices = Record<string, string | number | boolean | undefined>;

/** The address of a view. Empty and undefined choices are left out, `true` is written as `1`. */
export function address(path: readonly (string | number)[], choices: Choices = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(choices)) {
    if (value === undefined || value === '' || value === false) continue;
    query.set(name, value === true ? '1' : String(value));
  }
  const text = query.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** Goes to an address. `replace`: without a step back to where one was, as for typing in a filter. */
export function go(to: string, replace = false): void {
  if (to === location.hash) return;
  if (replace) {
    history.replaceState(history.state, '', to);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = to;
  }
}

/** Changes choices of the view that is open; those not named stay. Without a step back. */
export function choose(choices: Choices): void {
  const { path, query } = parse(location.hash);
  go(address(path, { ...Object.fromEntries(query), ...choices }), true);
}

export function useRoute(): Route {
  const [route, set] = useState(() => parse(location.hash));
  useEffect(() => {
    const listen = () => set(parse(location.hash));
    addEventListener('hashchange', listen);
    listen();
    return () => removeEventListener('hashchange', listen);
  }, []);
  return route;
}
