/** The data of the page for every part of it, and waiting for those that have to be decoded. */

import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Store } from '../data/store';

export const StoreContext = createContext<Store | undefined>(undefined);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === undefined) throw new Error('a part stands outside of the page');
  return store;
}

type Waiting<Value> = { value?: Value; trouble?: string };

/** The value of a promise when it is there. `make` is called anew when one of `of` changes. */
export function useLater<Value>(make: () => Promise<Value>, of: readonly unknown[]): Waiting<Value> {
  const [state, set] = useState<Waiting<Value>>({});
  useEffect(() => {
    let wanted = true;
    set({});
    make().then(
      (value) => wanted && set({ value }),
      (trouble: unknown) => wanted && set({ trouble: String(trouble) }),
    );
    return () => {
      wanted = false;
    };
  }, of);
  return state;
}

/** Draws what has to be waited for. */
export function Later<Value>({
  state,
  children,
}: {
  state: Waiting<Value>;
  children: (value: Value) => ComponentChildren;
}) {
  if (state.trouble !== undefined) return <p role="alert">{state.trouble}</p>;
  if (state.value === undefined) {
    return (
      <p class="quiet" role="status">
        Reading…
      </p>
    );
  }
  return <>{children(state.value)}</>;
}
