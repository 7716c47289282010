/**
 * What the program writes into the page: the twin of src/page/data.cpp.
 *
 * Every block is gzip in base64, in an element `<script type="text/plain" id="block-NAME">`. Blocks
 * `core`, `formulations`, `similarity`, `passages`, `stretches` are JSON; `text-0`, `text-1`, … are
 * bytes of texts. `core` stands before the program of the page, the others behind it.
 *
 * Documents, periods and rows are named by their index, counted from 0. Ranges are half-open and in
 * bytes of the document's text (UTF-8), exactly those of the tables. Unknown values are null, unknown
 * text is "". Columns of numbers are as long as what they belong to.
 */

/** Everything that the first view needs. Small for any corpus. */
export interface Core {
  version: string;
  /** For people: what was read. */
  corpus: string;
  /** Options that matter to results, with their values; in the order of the help. */
  settings: [name: string, value: string][];
  /** For people: how pairs were compared, what a chain of a passage needs, … */
  methods: string[];
  documents: Documents;
  periods: Periods;
  /** Those of a watch-list first (in its order), then those found, as ranked. */
  formulations: Formulation[];
  /** How many of them are of the watch-list. */
  watched: number;
  /** Maximal repeats they were made from. */
  repeats: number;
  /** Pairs with the highest Jaccard, best first. */
  closest: { a: number; b: number; jaccard: number; shared: number; error: number }[];
  closest_k: number;
  /** Whether they were counted, or estimated from signatures. */
  closest_method: 'exact' | 'estimate';
  /** Found in all, with their clusters; and rows of passages.csv. */
  passages: { all: number; clusters: number; written: number };
  /** Passages with the highest scores, best first: their index in the block `passages`. */
  best_passages: BestPassage[];
  /** What the page does not hold, and which file does. Empty: it holds everything. */
  limits: Limit[];
  /**
   * Tokens of each document that stand in a listed formulation, or word for word (three tokens or more) in
   * a passage of passages.csv, which another document has too.
   */
  shared_tokens: number[];
  /** What was noticed while a document was read, as in documents.csv; those that have any. */
  warnings: { document: number; text: string }[];
}

/** "2,000 of 18,000 formulations; all are in formulations.csv". */
export interface Limit {
  /**
   * `formulations` of those listed, `repeats` listed of those found, `places`, `passages` of
   * passages.csv, `rows` of passages.csv of those found, `links` of the network, `texts` that are here
   * whole, `contexts` of places, `sides` of passages with their text, `pairs` of documents.
   */
  kind:
    | 'formulations' | 'repeats' | 'places' | 'passages' | 'rows' | 'links' | 'texts' | 'contexts' | 'sides' | 'pairs';
  /** Of `pairs`: tokens of a shingle; else 0. */
  k: number;
  what: string;
  shown: number;
  all: number;
  /** "" where no file of the report has all of it. */
  file: string;
}

export interface BestPassage {
  passage: number;
  a: number;
  b: number;
  tokens: number;
  similarity: number;
  /** The stretch of `a` on one line, cut if it is long. */
  text: string;
}

/** Columns, in corpus order. */
export interface Documents {
  id: string[];
  /** `2017`, `2017-07`, `2017-07-04`, or "". */
  date: string[];
  /** `day`, `month`, `year`, `circa`, or "". */
  precision: string[];
  title: string[];
  author: string[];
  institution: string[];
  genre: string[];
  /** As declared or found out: `en`, or "". */
  language: string[];
  series: string[];
  /** Name of its file, without folders. */
  file: string[];
  source_url: string[];
  bytes: number[];
  tokens: number[];
  /** First byte after the front matter. */
  body_begin: number[];
  /** Its place, from 0, among all documents in order of their dates, undated ones last. */
  by_date: number[];
}

export interface Periods {
  /** `month`, `year` or `decade`. */
  length: string;
  /** `2017-07`, `2017`, `2010s`; a run of more than 100 periods without documents is one, `2020..9998`. */
  names: string[];
  documents: number[];
  tokens: number[];
  /** By document; −1: undated, or dated too vaguely. */
  of_document: number[];
}

export interface Attested {
  date: string;
  /** Documents that tie for it. */
  documents: number[];
}

export interface Formulation {
  /** Rank in formulations.csv, or in watch.formulations.csv. */
  rank: number;
  text: string;
  /** The text with what varies in place: `the {greatest|highest} value`; "" where nothing does. */
  slots: string;
  kind: 'phrase' | 'name' | 'passage' | 'boilerplate';
  /** Null for one of a watch-list. */
  score: number | null;
  documents: number;
  occurrences: number;
  first: Attested;
  last: Attested;
  /** −1: none. */
  peak: number;
  /** What became of it, in the words of the table; "" where nothing is to be told. */
  life: string;
  /** The periods [begin, end) in which no document has it, where chance would seldom make them. */
  silence: { begin: number; end: number; revival: number; chance: number } | null;
  /** The period in which its rate stands out, and how much. */
  burst: { period: number; g2: number } | null;
  /** Different authors; 0 where the corpus names none. */
  authors: number;
  wordings: number;
  /** Slots that changed hands: another alternative took the lead. */
  hand_overs: HandOver[];
  /** By period: documents with it, places. Flat: [period, documents, places, period, …], ascending. */
  uses: number[];
}

export interface HandOver {
  slot: number;
  period: number;
  /** Alternatives; nothing in the slot is "". */
  from: string[];
  to: string[];
  /** How strongly the places before and from then on speak for it (G²); 0: they do not. */
  strength: number;
  /**
   * Whether one alternative took the place of one other, neither of them nothing, in a slot where content
   * words stand, and they are neither forms of one word nor one a part of the other: what is worth telling.
   */
  replacement: boolean;
}

/** Block `formulations`: what a card needs, for each of `core.formulations`. */
export interface FormulationsBlock {
  rows: FormulationDetail[];
  intervals: {
    /** 95% (Wilson) of documents with it of documents in all, by `3/17`. */
    share: Record<string, [low: number, high: number]>;
    /** 95% (Poisson) of a number of places, by the number. */
    count: Record<string, [low: number, high: number]>;
  };
}

export interface FormulationDetail {
  /** Why it stands where it does. */
  explanation: string;
  wordings: { text: string; values: string[]; documents: number; occurrences: number }[];
  /**
   * Every place, in corpus order, flat: [document, begin, length, wording, …]. The document is the
   * difference to that of the place before; begin is that to the end of the place before where the
   * document is the same (below 0 where one character, such as ½, ends one and begins the next).
   */
  places: number[];
  /** By period: how many different authors have used it up to then. Empty where none is named. */
  adoption: number[];
}

/** Block `similarity`. */
export interface SimilarityBlock {
  /** One for each number of tokens of a shingle; those that were asked for first. */
  tables: SimilarityTable[];
  /**
   * Whether the pairs are all that share something. Of estimates: all whose estimate is above 0; a pair
   * that is not there may share a little.
   */
  complete: boolean;
}

export interface SimilarityTable {
  k: number;
  method: 'exact' | 'estimate';
  /** Shingles of each document. */
  shingles: number[];
  /** The pairs, ascending: `a` as the difference to that of the pair before; `b` likewise where a is the same. */
  a: number[];
  b: number[];
  shared: number[];
  /** Of exact tables derived from `shared` and left out. */
  jaccard: number[] | null;
  /** Likewise: how much of a is in b, of b in a, and of the smaller one in the larger. */
  containment_a: number[] | null;
  containment_b: number[] | null;
  overlap: number[] | null;
  /** Standard error of jaccard; null: exact. */
  error: number[] | null;
  /** Σ w over shared / Σ w over union, w = ln(D/df); null where it was not counted. */
  weighted: number[] | null;
  /** Documents so that similar ones stand beside each other; empty where only the closest pairs are here. */
  by_similarity: number[];
}

/** Block `passages`. */
export interface PassagesBlock {
  /** Those with the highest scores, in the order of passages.csv. */
  rows: PassageRow[];
  clusters: PassageCluster[];
  /** Pairs of documents with passages between them, of all passages; the most tokens first. */
  network: { a: number; b: number; passages: number; tokens: number }[];
  network_all: number;
}

export interface PassageRow {
  /** Its number in passages.csv, counted from 1. */
  number: number;
  a: number;
  b: number;
  a_begin: number;
  a_end: number;
  b_begin: number;
  b_end: number;
  tokens_a: number;
  tokens_b: number;
  matched: number;
  similarity: number;
  score: number;
  label: '' | 'near-duplicate' | 'same-series' | 'formula';
  /** Index into `clusters`. */
  cluster: number;
  /**
   * The alignment, flat: [kind, bytes of a, bytes of b, …], one after another from both begins; kind
   * 0: equal, 1: different words in each other's place, 2: only in a, 3: only in b. The bytes run to
   * the next run's first token, so that they hold what stands between.
   */
  runs: number[];
}

export interface PassageCluster {
  /** Its number in passages.clusters.csv, counted from 1. */
  number: number;
  /** By date, undated ones last. */
  versions: {
    document: number;
    begin: number;
    end: number;
    order: 'earliest' | 'tie' | 'later' | 'unknown';
  }[];
}

/**
 * Block `stretches`: where the texts lie. By document, flat: [begin, end, block, offset, …], ascending;
 * bytes [begin, end) of the document are those of block `text-BLOCK` from `offset` on. A whole text is
 * one stretch; of a large corpus some documents are here in parts only: what stands around the places
 * and passages that are shown.
 */
export interface StretchesBlock {
  of_document: number[][];
}
