/** A continuous scale of colours through --share-1 … --share-5: one hue, even steps to the eye. */

import { colour } from './theme';

type Triple = [number, number, number];

const linear = (byte: number) => {
  const c = byte / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
const encoded = (c: number) => 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

/** `#rrggbb` in Oklab, in which distances are about as large as they look. */
function oklab(hex: string): Triple {
  const byte = (at: number) => linear(parseInt(hex.slice(at, at + 2), 16) || 0);
  const [r, g, b] = [byte(1), byte(3), byte(5)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function rgb([L, A, B]: Triple): Triple {
  const l = (L + 0.3963377774 * A + 0.2158037573 * B) ** 3;
  const m = (L - 0.1055613458 * A - 0.0638541728 * B) ** 3;
  const s = (L - 0.0894841775 * A - 1.291485548 * B) ** 3;
  const channels: Triple = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return channels.map((c) => Math.round(Math.min(255, Math.max(0, encoded(Math.min(1, Math.max(0, c))))))) as Triple;
}

const size = 256;

/** The colours as they are on the page now. */
export class Ramp {
  /** Red, green and blue of each of 256 steps. */
  readonly bytes = new Uint8Array(3 * size);
  /** Of nothing shared. */
  readonly none: Triple;

  constructor() {
    this.none = rgb(oklab(colour('share-0')));
    const stops = [1, 2, 3, 4, 5].map((step) => oklab(colour(`share-${step}`)));
    const ways = stops.slice(1).map((stop, i) => Math.hypot(...stop.map((x, c) => x - (stops[i]?.[c] ?? 0))));
    const whole = ways.reduce((sum, way) => sum + way, 0);
    for (let i = 0; i < size; ++i) {
      let way = (whole * i) / (size - 1);
      let stop = 0;
      while (stop < ways.length - 1 && way > (ways[stop] ?? 0)) way -= ways[stop++] ?? 0;
      const from = stops[stop] ?? [0, 0, 0];
      const to = stops[stop + 1] ?? from;
      const part = Math.min(1, way / (ways[stop] || 1));
      this.bytes.set(rgb(from.map((x, c) => x + part * ((to[c] ?? x) - x)) as Triple), 3 * i);
    }
  }

  /** 0 … 1 → 0 … 255. */
  step(position: number): number {
    return Math.round(Math.min(1, Math.max(0, position)) * (size - 1));
  }

  css(step: number): string {
    return `rgb(${this.bytes.subarray(3 * step, 3 * step + 3).join(',')})`;
  }

  get noneCss(): string {
    return `rgb(${this.none.join(',')})`;
  }

  /** Whether black is read better than white on that step. */
  light(step: number): boolean {
    const [r = 0, g = 0, b = 0] = this.bytes.subarray(3 * step, 3 * step + 3);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) > 0.18;
  }
}
