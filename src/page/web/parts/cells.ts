/** A cursor that the arrow keys move over the cells of a figure. */

import { useState } from 'preact/hooks';

export interface Cell {
  row: number;
  column: number;
}

/** The cell that is pointed at; it stays the same while a pointer moves within it. */
export function usePointed(): [Cell | undefined, (cell: Cell | undefined) => void] {
  const [cell, set] = useState<Cell>();
  const point = (next: Cell | undefined) =>
    set((before) => (before?.row === next?.row && before?.column === next?.column ? before : next));
  return [cell, point];
}

const far = 10;

/** Where a key leads from a cell, or undefined if it leads nowhere. */
export function moved(event: KeyboardEvent, from: Cell, rows: number, columns: number): Cell | undefined {
  if (event.altKey || event.metaKey) return undefined;
  const to = (row: number, column: number): Cell => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  const { row, column } = from;
  switch (event.key) {
    case 'ArrowLeft':
      return to(row, column - (event.ctrlKey ? far : 1));
    case 'ArrowRight':
      return to(row, column + (event.ctrlKey ? far : 1));
    case 'ArrowUp':
      return to(row - (event.ctrlKey ? far : 1), column);
    case 'ArrowDown':
      return to(row + (event.ctrlKey ? far : 1), column);
    case 'PageUp':
      return to(row - far, column);
    case 'PageDown':
      return to(row + far, column);
    case 'Home':
      return to(event.ctrlKey ? 0 : row, 0);
    case 'End':
      return to(event.ctrlKey ? rows - 1 : row, columns - 1);
    default:
      return undefined;
  }
}
