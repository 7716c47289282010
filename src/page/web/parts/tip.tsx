/** What stands under the pointer or the cursor of a figure, in words, beside it. */

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** `x`, `y`: the place in the window. For the eye only: a figure tells the rest by a live region. */
export function Tip({ x, y, children }: { x: number; y: number; children: ComponentChildren }) {
  const place = useRef<HTMLDivElement>(null);
  const [at, set] = useState<{ left: number; top: number }>();
  useLayoutEffect(() => {
    if (!place.current) return;
    const { width, height } = place.current.getBoundingClientRect();
    const left = Math.max(8, Math.min(x + 14, document.documentElement.clientWidth - width - 8));
    const below = y + 18 + height < innerHeight - 8;
    const next = { left, top: below ? y + 18 : Math.max(8, y - height - 14) };
    if (at?.left !== next.left || at.top !== next.top) set(next);
  });
  return (
    <div
      class="tip"
      ref={place}
      aria-hidden="true"
      style={{ left: `${at?.left ?? 0}px`, top: `${at?.top ?? 0}px`, visibility: at ? 'visible' : 'hidden' }}
    >
      {children}
    </div>
  );
}
