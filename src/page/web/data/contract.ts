/**
 * What the program writes into the page.
 *
 * Every block is gzip in base64, in an element `<script type="text/plain" id="block-NAME">`. The blocks below
 * are JSON; `text-0`, `text-1`, … are bytes of texts. `core` stands before the program of the page, the
 * others behind it.
 *
 * Documents, periods and rows are named by their index, counted from 0. Ranges are half-open and in bytes of
 * the document's text (UTF-8), exactly those of the tables. Unknown values are null, unknown text is "".
 * Columns of numbers are as long as what they belong to.
 *
 * Made from src/page/schema.json by src/page/generate.py: change these.
 */

/** The blocks that are JSON, by name. */
export interface Blocks {
  core: Core;
  formulations: FormulationsBlock;
  similarity: SimilarityBlock;
  passages: PassagesBlock;
  stretches: StretchesBlock;
}

/** Block `core`: everything that the first view needs. Small for any corpus. */
export interface Core {
  /** Of Leitwort. */
  version: string;
  /** For people: what was read. */
  corpus: string;
  /** Options that matter to results, in the order of the help. */
  settings: Setting[];
  /** For people: how pairs were compared, what a chain of a passage needs, … */
  methods: string[];
  /** All that were read. */
  documents: Documents;
  /** What the corpus is divided into by date. */
  periods: Periods;
  /** Those of a watch-list first (in its order), then those found, as ranked. */
  formulations: Formulation[];
  /**
   * Those with a change that is told, by index: those with a clear one first, in either the order of the
   * rows.
   */
  changed: number[];
  /**
   * So many changes of one are shown at first. The sentences that show them are in the page, however little
   * of the texts is.
   */
  changes_at_first: number;
  /** How many of them are of the watch-list. */
  watched: number;
  /** Maximal repeats they were made from. */
  repeats: number;
  /** Pairs with the highest Jaccard, best first. */
  closest: ClosePair[];
  /** Tokens of their shingles. */
  closest_k: number;
  /** Whether they were counted, or estimated from signatures. */
  closest_method: 'exact' | 'estimate';
  /** How many there are. */
  passages: PassageCounts;
  /** Passages with the highest scores, best first. */
  best_passages: BestPassage[];
  /** What the page does not hold, and which file does. Empty: it holds everything. */
  limits: Limit[];
  /**
   * Tokens of each document that stand in a listed formulation, or word for word (three tokens or more) in a
   * passage of passages.csv, which another document has too.
   */
  shared_tokens: number[];
  /** What was noticed while a document was read, as in documents.csv; those that have any. */
  warnings: Warning[];
}

/** An option with its value. */
export type Setting = [name: string, value: string];

/** Columns, in corpus order. */
export interface Documents {
  /** As in documents.csv. */
  id: string[];
  /** `2017`, `2017-07`, `2017-07-04`, or "". */
  date: string[];
  /** `day`, `month`, `year`, `circa`, or "". */
  precision: string[];
  /** "" where none is known. */
  title: string[];
  /** As declared. */
  author: string[];
  /** As declared. */
  institution: string[];
  /** As declared. */
  genre: string[];
  /** As declared or found out: `en`, or "". */
  language: string[];
  /** Documents of one voice. */
  series: string[];
  /** Name of its file, without folders. */
  file: string[];
  /** As declared. */
  source_url: string[];
  /** Of the text. */
  bytes: number[];
  /** Words of the text. */
  tokens: number[];
  /** First byte after the front matter. */
  body_begin: number[];
  /** Its place, from 0, among all documents in order of their dates, undated ones last. */
  by_date: number[];
}

/** Stretches of time of one length, without gaps. */
export interface Periods {
  /** Of one. */
  length: 'month' | 'year' | 'decade';
  /** `2017-07`, `2017`, `2010s`; a run of more than 100 periods without documents is one, `2020..9998`. */
  names: string[];
  /** Documents dated in each. */
  documents: number[];
  /** Their words. */
  tokens: number[];
  /** By document; −1: undated, or dated too vaguely. */
  of_document: number[];
}

/** A row of formulations.csv, or of a watch-list. */
export interface Formulation {
  /** Rank in formulations.csv, or in watch.formulations.csv. */
  rank: number;
  /** Its most frequent wording. */
  text: string;
  /** The text with what varies in place: `the {greatest|highest} value`; "" where nothing does. */
  slots: string;
  /** As in formulations.csv. */
  kind: 'phrase' | 'name' | 'passage' | 'boilerplate';
  /** Null for one of a watch-list. */
  score: number | null;
  /** Those that have it. */
  documents: number;
  /** Its places. */
  occurrences: number;
  /** The earliest documents that have it. */
  first: Attested;
  /** The latest. */
  last: Attested;
  /** −1: none. */
  peak: number;
  /** What became of it, in the words of the table; "" where nothing is to be told. */
  life: string;
  /** What became of it, for people: what is clear first, then what may be chance. */
  became: Became[];
  /** Different authors; 0 where the corpus names none. */
  authors: number;
  /** How many it has. */
  wordings: number;
  /** Slots that changed hands: another alternative took the lead. By slot, then by period. */
  hand_overs: HandOver[];
  /** By period: documents with it, places. Flat: [period, documents, places, period, …], ascending. */
  uses: number[];
}

/** A date at one end of a life. */
export interface Attested {
  /** "" where no document is dated. */
  date: string;
  /** Documents that tie for it. */
  documents: number[];
}

/** Something that became of a formulation. */
export interface Became {
  /** A word took the place of another; no document had it for a while; its rate stands out. */
  kind: 'changed' | 'silent' | 'burst';
  /** `silent 1991–2003`. */
  brief: string;
  /** The same, explained. */
  sentence: string;
}

/** A slot changed hands: another alternative took the lead. */
export interface HandOver {
  /** Counted from 0. */
  slot: number;
  /** In which the new ones lead. */
  period: number;
  /**
   * Its place, from 1, among those of the formulation that are worth telling, the clearest first: one
   * alternative took the place of one other (neither of them nothing, a form of the other or a part of it, in
   * a slot where content words stand), and the places speak for it. 0: it is not.
   */
  told: number;
  /** Whether it is more than what may be chance. */
  clear: boolean;
  /** Alternatives; nothing in the slot is "". */
  from: string[];
  /** Likewise. */
  to: string[];
}

/** Two documents that are much alike. */
export interface ClosePair {
  /** A document. */
  a: number;
  /** Another. */
  b: number;
  /** How alike they are. */
  jaccard: number;
  /** Shingles that both have. */
  shared: number;
  /** Standard error of jaccard; 0: exact. */
  error: number;
}

/** Passages found in all, with their clusters; and rows of passages.csv. */
export interface PassageCounts {
  /** Passages found. */
  all: number;
  /** Clusters of them. */
  clusters: number;
  /** Rows of passages.csv. */
  written: number;
}

/** A passage with one of the highest scores. */
export interface BestPassage {
  /** Index in the block `passages`. */
  passage: number;
  /** The document of one side. */
  a: number;
  /** That of the other. */
  b: number;
  /** Of the longer side. */
  tokens: number;
  /** Matched tokens of those aligned. */
  similarity: number;
  /** The stretch of `a` on one line, cut if it is long. */
  text: string;
}

/** "2,000 of 18,000 formulations; all are in formulations.csv". */
export interface Limit {
  /**
   * `formulations` of those listed, `repeats` listed of those found, `places`, `passages` of passages.csv,
   * `rows` of passages.csv of those found, `links` of the network, `texts` that are here whole, `contexts` of
   * places, `sides` of passages with their text, `pairs` of documents.
   */
  kind:
    | 'formulations'
    | 'repeats'
    | 'places'
    | 'passages'
    | 'rows'
    | 'links'
    | 'texts'
    | 'contexts'
    | 'sides'
    | 'pairs';
  /** Of `pairs`: tokens of a shingle; else 0. */
  k: number;
  /** What is counted, for people. */
  what: string;
  /** On the page. */
  shown: number;
  /** There are. */
  all: number;
  /** "" where no file of the report has all of it. */
  file: string;
}

/** What was noticed of one document. */
export interface Warning {
  /** Its index. */
  document: number;
  /** For people. */
  text: string;
}

/** Block `formulations`: what a card needs, for each of `core.formulations`. */
export interface FormulationsBlock {
  /** In the order of `core.formulations`. */
  rows: FormulationDetail[];
  /** How sure its numbers are. */
  intervals: Intervals;
}

/** What the card of a formulation needs. */
export interface FormulationDetail {
  /** Why it stands where it does. */
  explanation: string;
  /** The most frequent first. */
  wordings: Wording[];
  /**
   * Every place, in corpus order, flat: [document, begin, length, wording, …]. The document is the difference
   * to that of the place before; begin is that to the end of the place before where the document is the same
   * (below 0 where one character, such as ½, ends one and begins the next).
   */
  places: number[];
  /** By period: how many different authors have used it up to then. Empty where none is named. */
  adoption: number[];
}

/** One way in which a formulation is worded. */
export interface Wording {
  /** Its words. */
  text: string;
  /** What fills the slots; empty where it is too different to say. */
  values: string[];
  /** Those that have it. */
  documents: number;
  /** Its places. */
  occurrences: number;
}

/** 95% intervals of the numbers that the page shows. */
export interface Intervals {
  /** Wilson's, of documents with it of documents in all, by `3/17`. */
  share: Record<string, Interval>;
  /** Poisson's, of a number of places, by the number. */
  count: Record<string, Interval>;
}

/** From … to. */
export type Interval = [low: number, high: number];

/** Block `similarity`. */
export interface SimilarityBlock {
  /** One for each number of tokens of a shingle; those that were asked for first. */
  tables: SimilarityTable[];
  /**
   * Whether the pairs are all that share something. Of estimates: all whose estimate is above 0; a pair that
   * is not there may share a little.
   */
  complete: boolean;
}

/** How the documents compare, for one number of tokens of a shingle. */
export interface SimilarityTable {
  /** Tokens of a shingle. */
  k: number;
  /** Whether shingles were counted, or estimated from signatures. */
  method: 'exact' | 'estimate';
  /** Shingles of each document. */
  shingles: number[];
  /**
   * The pairs, ascending: `a` as the difference to that of the pair before; `b` likewise where a is the same.
   */
  a: number[];
  /** See a. */
  b: number[];
  /** Shingles that both have. */
  shared: number[];
  /** Of exact tables derived from `shared` and left out. */
  jaccard: number[] | null;
  /** Likewise: how much of a is in b, of b in a, and of the smaller one in the larger. */
  containment_a: number[] | null;
  /** See containment_a. */
  containment_b: number[] | null;
  /** See containment_a. */
  overlap: number[] | null;
  /** Standard error of jaccard; null: exact. */
  error: number[] | null;
  /** Σ w over shared / Σ w over union, w = ln(D/df); null where it was not counted. */
  weighted: number[] | null;
  /** The pairs, as indices, in the order of the tables: the closest first. */
  closest: number[];
  /** Documents so that similar ones stand beside each other; empty where only the closest pairs are here. */
  by_similarity: number[];
}

/** Block `passages`. */
export interface PassagesBlock {
  /** Those with the highest scores, in the order of passages.csv. */
  rows: PassageRow[];
  /** Theirs, ascending. */
  clusters: PassageCluster[];
  /** Pairs of documents with passages between them, of all passages; the most tokens first. */
  network: Link[];
  /** How many such pairs there are. */
  network_all: number;
}

/** A passage: two stretches that say the same. */
export interface PassageRow {
  /** Its number in passages.csv, counted from 1. */
  number: number;
  /** The document of one side. */
  a: number;
  /** That of the other. */
  b: number;
  /** First byte of the stretch of a. */
  a_begin: number;
  /** The byte after its last. */
  a_end: number;
  /** First byte of the stretch of b. */
  b_begin: number;
  /** The byte after its last. */
  b_end: number;
  /** Of the stretch of a. */
  tokens_a: number;
  /** Of that of b. */
  tokens_b: number;
  /** Tokens equal in both. */
  matched: number;
  /** As in passages.csv. */
  similarity: number;
  /** As in passages.csv. */
  score: number;
  /** As in passages.csv. */
  label: '' | 'near-duplicate' | 'same-series' | 'formula';
  /** Index into `clusters`. */
  cluster: number;
  /**
   * The alignment, flat: [kind, bytes of a, bytes of b, …], one after another from both begins; kind 0:
   * equal, 1: different words in each other's place, 2: only in a, 3: only in b. The bytes run to the next
   * run's first token, so that they hold what stands between.
   */
  runs: number[];
}

/** Stretches that passages join. */
export interface PassageCluster {
  /** Its number in passages.clusters.csv, counted from 1. */
  number: number;
  /** By date, undated ones last. */
  versions: PassageVersion[];
}

/** One of them. */
export interface PassageVersion {
  /** Where it stands. */
  document: number;
  /** Its first byte. */
  begin: number;
  /** The byte after its last. */
  end: number;
  /** Among the versions, by date. */
  order: 'earliest' | 'tie' | 'later' | 'unknown';
}

/** What two documents share in passages. */
export interface Link {
  /** A document. */
  a: number;
  /** Another. */
  b: number;
  /** Between them. */
  passages: number;
  /** Matched in these. */
  tokens: number;
}

/**
 * Block `stretches`: where the texts lie. A whole text is one stretch; of a large corpus some documents are
 * here in parts only: what stands around the places and passages that are shown.
 */
export interface StretchesBlock {
  /**
   * By document, flat: [begin, end, block, offset, …], ascending; bytes [begin, end) of the document are
   * those of block `text-BLOCK` from `offset` on.
   */
  of_document: number[][];
}
