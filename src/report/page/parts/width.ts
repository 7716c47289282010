/** How wide an element is, for figures that are drawn to fit. */

import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

export function useWidth<E extends Element>(atFirst = 960): [RefObject<E>, number] {
  const place = useRef<E>(null);
  const [width, set] = useState(atFirst);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => element.clientWidth > 0 && set(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, width];
}
