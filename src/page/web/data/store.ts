/** All that the page knows, decoded when it is asked for. */

import { readBlock, readJson } from './blocks';
import type { Core, Formulation, FormulationsBlock, PassagesBlock, SimilarityBlock, StretchesBlock } from './contract';
import { DocumentText } from './text';

/** A place of a formulation. */
export interface Place {
  /** Index into `core.formulations`. */
  row: number;
  document: number;
  begin: number;
  end: number;
  wording: number;
}

/** The places of a row, in corpus order, from their differences. */
export function decodePlaces(flat: readonly number[], row: number): Place[] {
  const list: Place[] = [];
  let document = 0;
  let end = 0;
  for (let i = 0; i + 3 < flat.length; i += 4) {
    const step = flat[i]!;
    if (step > 0) end = 0;
    document += step;
    const begin = end + flat[i + 1]!;
    end = begin + flat[i + 2]!;
    list.push({ row, document, begin, end, wording: flat[i + 3]! });
  }
  return list;
}

/** By period that has any: documents with it, and places. */
export function usesOf({ uses }: Formulation): { period: number; documents: number; places: number }[] {
  return Array.from({ length: Math.floor(uses.length / 3) }, (_, i) => ({
    period: uses[3 * i]!,
    documents: uses[3 * i + 1]!,
    places: uses[3 * i + 2]!,
  }));
}

/** Makes a value once, when it is first asked for. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

export class Store {
  readonly formulations = once(() => readJson<FormulationsBlock>('formulations'));
  readonly similarity = once(() => readJson<SimilarityBlock>('similarity'));
  readonly passages = once(() => readJson<PassagesBlock>('passages'));
  readonly stretches = once(() => readJson<StretchesBlock>('stretches'));
  private readonly textBlocks = new Map<number, Promise<Uint8Array>>();
  private readonly texts = new Map<number, Promise<DocumentText>>();

  /** All documents in order of their dates, undated ones last. */
  readonly inOrderOfDate: number[] = [];

  constructor(readonly core: Core) {
    core.documents.by_date.forEach((place, document) => {
      this.inOrderOfDate[place] = document;
    });
  }

  get documentCount(): number {
    return this.core.documents.id.length;
  }

  private textBlock(number: number): Promise<Uint8Array> {
    let block = this.textBlocks.get(number);
    if (!block) {
      block = readBlock(`text-${number}`);
      this.textBlocks.set(number, block);
    }
    return block;
  }

  /** The text of a document. */
  text(document: number): Promise<DocumentText> {
    let text = this.texts.get(document);
    if (!text) {
      text = this.readText(document);
      this.texts.set(document, text);
    }
    return text;
  }

  private async readText(document: number): Promise<DocumentText> {
    const flat = (await this.stretches()).of_document[document] ?? [];
    const stretches = [];
    for (let i = 0; i + 3 < flat.length; i += 4) {
      const [begin, end, block, offset] = flat.slice(i, i + 4) as [number, number, number, number];
      const bytes = (await this.textBlock(block)).subarray(offset, offset + end - begin);
      stretches.push({ begin, end, bytes });
    }
    return new DocumentText(stretches, this.core.documents.bytes[document] ?? 0);
  }

  /** The places of every formulation, in corpus order. */
  readonly places = once(async (): Promise<Place[][]> => {
    const { rows } = await this.formulations();
    return rows.map(({ places }, row) => decodePlaces(places, row));
  });

  /** The same by document: ascending by begin, longer ones first where that is equal. */
  readonly placesByDocument = once(async (): Promise<Place[][]> => {
    const byDocument: Place[][] = Array.from({ length: this.documentCount }, () => []);
    for (const places of await this.places()) {
      for (const place of places) byDocument[place.document]?.push(place);
    }
    for (const places of byDocument) places.sort((a, b) => a.begin - b.begin || b.end - a.end || a.row - b.row);
    return byDocument;
  });

  /** By document, the passages (indices into the block's rows) that have a side in it. */
  readonly passagesByDocument = once(async (): Promise<number[][]> => {
    const byDocument: number[][] = Array.from({ length: this.documentCount }, () => []);
    (await this.passages()).rows.forEach((row, index) => {
      byDocument[row.a]?.push(index);
      if (row.b !== row.a) byDocument[row.b]?.push(index);
    });
    return byDocument;
  });
}
