/** The text of a document, or those parts of it that the page holds. Offsets are bytes. */

/** Index of the last of some ascending numbers that is not above one; −1: all are above. */
export function lastNotAbove(count: number, value: (index: number) => number, most: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(middle) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface Stretch {
  begin: number;
  end: number;
  bytes: Uint8Array;
}

const decoder = new TextDecoder(); // what is not UTF-8 becomes U+FFFD

function continues(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

export class DocumentText {
  /** `size`: bytes of the whole document. */
  constructor(
    readonly stretches: readonly Stretch[],
    readonly size: number,
  ) {}

  /** Whether all of it is here. */
  get complete(): boolean {
    if (this.size === 0) return true;
    const only = this.stretches[0];
    return this.stretches.length === 1 && only !== undefined && only.begin === 0 && only.end === this.size;
  }

  private around(begin: number, end: number): Stretch | undefined {
    const stretch = this.stretches[lastNotAbove(this.stretches.length, (i) => this.stretches[i]!.begin, begin)];
    return stretch && end <= stretch.end ? stretch : undefined;
  }

  /** Whether [begin, end) is here. */
  has(begin: number, end: number): boolean {
    return begin === end || this.around(begin, end) !== undefined;
  }

  /** The characters of [begin, end), or undefined where they are not here. */
  slice(begin: number, end: number): string | undefined {
    if (begin >= end) return '';
    const stretch = this.around(begin, end);
    return stretch && decoder.decode(stretch.bytes.subarray(begin - stretch.begin, end - stretch.begin));
  }

  /** Up to `most` characters that end at a byte, beginning with a whole word where words have spaces. */
  before(byte: number, most: number): string {
    const stretch = this.stretches.find((s) => s.begin <= byte && byte <= s.end);
    if (!stretch) return '';
    let begin = Math.max(stretch.begin, byte - 4 * most);
    while (begin < byte && continues(stretch.bytes[begin - stretch.begin])) ++begin;
    const characters = [...decoder.decode(stretch.bytes.subarray(begin - stretch.begin, byte - stretch.begin))];
    if (characters.length <= most) return (begin > 0 ? '…' : '') + characters.join('');
    const last = characters.slice(-most).join('');
    const space = last.search(/\s/);
    return '…' + (space >= 0 && space < most / 2 ? last.slice(space) : last);
  }

  /** The same from a byte on. */
  after(byte: number, most: number): string {
    const stretch = this.stretches.find((s) => s.begin <= byte && byte <= s.end);
    if (!stretch) return '';
    let end = Math.min(stretch.end, byte + 4 * most);
    while (end > byte && continues(stretch.bytes[end - stretch.begin])) --end;
    const characters = [...decoder.decode(stretch.bytes.subarray(byte - stretch.begin, end - stretch.begin))];
    if (characters.length <= most) return characters.join('') + (end < this.size ? '…' : '');
    const first = characters.slice(0, most).join('');
    const space = first.search(/\s\S*$/);
    return (space > most / 2 ? first.slice(0, space) : first) + '…';
  }
}
