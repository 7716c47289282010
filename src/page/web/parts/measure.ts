/** Widths: of a part of the page, and of words in a figure. */

import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The width of an element in CSS pixels, also after it has changed; 0 before it is there. */
export function useWidth(place: RefObject<HTMLElement>): number {
  const [width, set] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const read = () => set(Math.floor(element.clientWidth));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}

export const sans = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', sans-serif";
export const serif = "Georgia, 'Noto Serif', 'Noto Serif CJK SC', 'Songti SC', SimSun, serif";

let context: CanvasRenderingContext2D | null = null;

export function textWidth(text: string, font: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 8 * text.length;
  context.font = font;
  return context.measureText(text).width;
}

/**
 * Text for a figure, where nothing isolates it: without control characters, turns of direction, and what
 * no XML may hold.
 */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** A text on one line, cut after some characters: half of one would be none, and could not be saved. */
export function beginning(text: string, most: number): string {
  const characters = Array.from(
    text
      .slice(0, 4 * most)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : characters.join('');
}

/** As much of a text as there is room for. */
export function fitted(text: string, width: number, font: string): string {
  const whole = textWidth(text, font);
  if (whole <= width) return text;
  const characters = Array.from(beginning(text, 400));
  const cut = (length: number) => `${characters.slice(0, length).join('').trimEnd()}…`;
  // Near to where it ends if all characters are alike; from there step by step.
  let length = Math.min(characters.length, Math.max(0, Math.floor((text.length * width) / whole)));
  while (length > 0 && textWidth(cut(length), font) > width) --length;
  while (length < characters.length && textWidth(cut(length + 1), font) <= width) ++length;
  return cut(length);
}

/** Text cut to about `most` letters; Chinese ones count twice. */
export function cutToFit(text: string, most: number): string {
  let width = 0;
  let shown = '';
  for (const c of text) {
    width += /[\u1100-\u11ff\u2e80-\uffef]/.test(c) ? 2 : 1;
    if (width > most) return shown.trimEnd() + '…';
    shown += c;
  }
  return text;
}
