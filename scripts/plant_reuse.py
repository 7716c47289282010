#!/usr/bin/env python3
"""Write a corpus with planted reuse, and the truth about it as PAN XML.

    plant_reuse.py OUT
    leitwort passages OUT -o passages.csv
    score_passages.py OUT/truth passages.csv --texts OUT

OUT gets source/*.txt, suspicious/*.txt and truth/*.xml, one for each suspicious document. Each
suspicious document is text of its own in which passages of sources stand, at random places that
are sentence ends. Offsets are characters of the written files.

Kinds of cases (`obfuscation` in the truth):

    verbatim  as it stands in the source
    dropped   --rate of the words dropped
    inserted  --rate of the words preceded by a word that is not there
    changed   --rate of the words changed: a third each dropped, preceded by another, replaced
    shuffled  sentences in another order
    synonyms  --synonym-rate of the words replaced from a table
    ocr2, ocr5, ocr10
              so many per cent of the letters misread, as by machine from a bad print: look-alikes,
              letters lost and added, words split and joined; some words hyphenated at a line end

Without --from, text is made up: about 20,000 words in families with endings, Zipf-distributed, so
that documents share nothing but what is planted and chance runs of frequent words. With --from,
what the documents of the corpus share by themselves is not in the truth.

The same options, files and seed give the same bytes.

Exit status: 0 written, 2 an option or the input is unusable, or OUT cannot be written.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import sys
import unicodedata
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, TypeVar

sys.dont_write_bytecode = True
from command import (
    InputError,
    described_by,
    program,
    reading_json_lines,
    reading_utf8,
    text_files,
    whole_number,
    write_utf8,
)

T = TypeVar("T")

MISREAD = {"ocr2": 0.02, "ocr5": 0.05, "ocr10": 0.10}  # share of the letters
KINDS = ["verbatim", "dropped", "inserted", "changed", "shuffled", "synonyms", *MISREAD]
GENERATED_WORDS = (1500, 4000)  # in a document
APART = 30  # words of a suspicious document's own between two cases, at least
TRIES = 2000  # for a place in the sources that is still free
LEAVE_OUT = "convert it or leave it out"  # what to do about a file that is not UTF-8
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
CORE = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)  # a word between its punctuation; fits every text


class Word(NamedTuple):
    """A word with its punctuation, and what stands between it and the next. A text is a list of them."""

    text: str
    gap: str = " "


Fits = Callable[[Sequence[Word]], bool]  # whether a kind of case can do anything to these words


class Case(NamedTuple):
    """A planted passage; offsets and lengths are characters of the written files."""

    kind: str
    this_offset: int
    this_length: int
    source: str
    source_offset: int
    source_length: int


class Draw:
    """Random choices for one purpose. Only random(), whose numbers Python promises to keep, is used."""

    def __init__(self, *purpose: object) -> None:
        self.random = random.Random("/".join(map(str, purpose))).random

    def below(self, limit: int) -> int:
        """A whole number from 0, less than the limit."""
        return int(self.random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number; both ends may be drawn."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        """True in this share of the draws."""
        return self.random() < share

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, all with the same chance."""
        return items[self.below(len(items))]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The items in random order."""
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
        return items

    def some(self, items: Collection[T], share: float) -> list[T]:
        """A share of the items, at least one where there is one, in random order."""
        return self.shuffled(items)[: max(1, round(share * len(items)))]


NewWord = Callable[[Draw], str]  # draws a word to put into a copy


# Made-up language ----------------------------------------------------------------------


class Language:
    """Words of a seed, their frequencies and synonyms."""

    # As often as one stands here it is drawn.
    # fmt: off
    ONSETS = (
        *3 * ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z"),
        "bl", "br", "dr", "fl", "gr", "kl", "kr", "pl", "pr", "sk", "sl", "sp", "st", "tr",
    )
    # fmt: on
    VOWELS = ("a", "a", "a", "e", "e", "e", "i", "i", "o", "o", "u", "ai", "au", "ei")
    CODAS = ("d", "k", "l", "m", "n", "r", "s", "t", "nd", "rt", "st")
    ENDINGS = (("", "a", "en", "is"), ("o", "os", "um", "ar"), ("e", "et", "est", "ing"), ("i", "ik", "ira", "on"))
    ENDING_SHARES = (0.5, 0.25, 0.15, 0.1)
    SMALL_WORDS = 120  # without endings, the most frequent
    FAMILIES = 4970  # of four words: 20,000 with the small ones

    def __init__(self, seed: int) -> None:
        draw = Draw(seed, "language")
        known: set[str] = set()
        small = [self.new_family(draw, known, 1, [""])[0] for _ in range(self.SMALL_WORDS)]
        families = [
            self.new_family(draw, known, (1 if i < 400 else 2) + draw.below(2), draw.pick(self.ENDINGS))
            for i in range(self.FAMILIES)
        ]
        self.words: list[str] = []
        weights: list[float] = []
        for rank, family in enumerate([[word] for word in small] + families, 1):
            for word, share in zip(family, self.ENDING_SHARES if len(family) > 1 else [1.0]):
                self.words.append(word)
                weights.append(share / (rank + 2.7))  # Mandelbrot's form of Zipf's law
        self.up_to = list(accumulate(weights))
        # A family and its neighbour in frequency are synonyms, ending by ending.
        self.synonyms: dict[str, list[str]] = {}
        for one, other in zip(families[::2], families[1::2]):
            for a, b in zip(one, other):
                self.synonyms[a], self.synonyms[b] = [b], [a]

    def new_family(self, draw: Draw, known: set[str], syllables: int, endings: Sequence[str]) -> list[str]:
        """A stem with each of the endings, none of which is known yet."""
        while True:
            stem = "".join(draw.pick(self.ONSETS) + draw.pick(self.VOWELS) for _ in range(syllables))
            if len(endings) > 1 or draw.chance(0.6):
                stem += draw.pick(self.CODAS)
            family = [stem + ending for ending in endings]
            if known.isdisjoint(family):
                known.update(family)
                return family

    def word(self, draw: Draw) -> str:
        """A word, the frequent more often."""
        return self.words[bisect(self.up_to, draw.random() * self.up_to[-1])]

    def sentence(self, draw: Draw) -> list[Word]:
        """A sentence of 5 to 24 words."""
        words = [self.word(draw) for _ in range(draw.between(5, 24))]
        words = [word + "," if draw.chance(0.08) else word for word in words[:-1]] + words[-1:]
        words[0] = words[0].capitalize()
        words[-1] += "." if draw.chance(0.92) else draw.pick("?!")
        return [Word(word) for word in words]

    def document(self, draw: Draw, length: int) -> list[Word]:
        """Paragraphs until there are so many words."""
        text: list[Word] = []
        while len(text) < length:
            for _ in range(draw.between(3, 8)):
                text += self.sentence(draw)
            text[-1] = Word(text[-1].text, "\n\n")
        return text


# Texts from elsewhere ------------------------------------------------------------------


def words_of(text: str) -> list[Word]:
    """The words of a text; blank lines between paragraphs stay, all other space becomes one."""
    result = []
    for paragraph in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n")):
        words = paragraph.split()
        result += [Word(word) for word in words[:-1]] + [Word(word, "\n\n") for word in words[-1:]]
    return result


def read_corpus(path: Path) -> list[str]:
    """The texts of a folder or of JSON Lines, in order."""
    if path.is_dir():
        return [read_text(file) for file in text_files(path)]
    if path.suffix.lower() == ".jsonl":
        with reading_json_lines(path), reading_utf8(path, LEAVE_OUT), open(path, encoding="utf-8-sig") as lines:
            # Halves of surrogate pairs, which JSON can hold, cannot be written.
            return [json.loads(line)["text"].encode("utf-8", "replace").decode() for line in lines if line.strip()]
    raise InputError(f"--from {path}: no folder and no .jsonl file; give one with texts")


def read_text(path: Path) -> str:
    """The text of a file, with the line ends it has."""
    with reading_utf8(path, LEAVE_OUT):
        return path.read_bytes().decode("utf-8-sig")


def read_synonyms(path: Path) -> dict[str, list[str]]:
    """Map words, in small letters, to what may stand for them."""
    table = defaultdict(list)
    with reading_utf8(path, "convert it"):
        text = path.read_text(encoding="utf-8-sig")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            fields = [field.strip() for field in line.split("\t")]
            if len(fields) != 2 or not all(fields):
                raise InputError(f"{path}, line {number}: not a word, a tab and a synonym; mend the line")
            table[fields[0].lower()].append(fields[1])
    if not table:
        raise InputError(f"{path} has no synonyms; give lines of a word, a tab and a synonym")
    return dict(table)


# Texts as words ------------------------------------------------------------------------


def written(words: Sequence[Word]) -> tuple[str, list[int]]:
    """The text, which ends in one line end, and the character at which each word begins."""
    starts = [0, *accumulate(len(word.text) + len(word.gap) for word in words)]
    return "".join(word.text + word.gap for word in words[:-1]) + words[-1].text + "\n", starts[:-1]


def sentence_starts(words: Sequence[Word]) -> list[int]:
    """Numbers of the words that begin a sentence."""

    def ends_one(word: Word) -> bool:
        return "\n" in word.gap or SENTENCE_END.search(word.text) is not None

    return [0] + [i for i in range(1, len(words)) if ends_one(words[i - 1])]


def sentences(words: Sequence[Word]) -> list[Sequence[Word]]:
    """The words, sentence by sentence."""
    starts = sentence_starts(words)
    return [words[begin:end] for begin, end in zip(starts, [*starts[1:], len(words)])]


def wordings(some: Iterable[Sequence[Word]]) -> list[str]:
    """What sentences say, wherever their lines and paragraphs end."""
    return [" ".join(word.text for word in sentence) for sentence in some]


def parted(text: str) -> tuple[str, str, str]:
    """The punctuation before a word, the word, and the punctuation after it."""
    found = CORE.match(text)
    assert found
    return found[1], found[2], found[3]


def core(word: Word) -> str:
    """A word without its punctuation, in small letters."""
    return parted(word.text)[1].lower()


def replaced(word: Word, new: str) -> Word:
    """Another word with the punctuation and the capital of this."""
    before, old, after = parted(word.text)
    return Word(before + (new[:1].upper() + new[1:] if old[:1].isupper() else new) + after, word.gap)


def without(words: Iterable[Word], numbers: Collection[int]) -> list[Word]:
    """The words but those of these numbers; a paragraph still ends where its last word goes."""
    result: list[Word] = []
    for number, word in enumerate(words):
        if number not in numbers:
            result.append(word)
        elif result and "\n" in word.gap:
            result[-1] = Word(result[-1].text, word.gap)
    return result


# Kinds of cases ------------------------------------------------------------------------


class Changes:
    """What happens to a planted copy. Each kind maps words to words."""

    def __init__(
        self, rate: float, synonym_rate: float, new_word: NewWord, synonyms: Mapping[str, Sequence[str]]
    ) -> None:
        self.rate, self.synonym_rate = rate, synonym_rate
        self.new_word = new_word
        self.synonyms = synonyms

    def fits(self, kind: str, words: Sequence[Word]) -> bool:
        """Whether the kind can do anything to these words."""
        if kind == "shuffled":
            return len(set(wordings(sentences(words)))) > 1
        return kind != "synonyms" or any(core(word) in self.synonyms for word in words)

    def apply(self, kind: str, words: Sequence[Word], draw: Draw) -> Sequence[Word]:
        """The copy that is planted."""
        if kind == "verbatim":
            return words
        if kind in MISREAD:
            return misread(words, MISREAD[kind], draw)
        if kind == "shuffled":
            return self.shuffled(words, draw)
        if kind == "synonyms":
            return self.with_synonyms(words, draw)
        chosen = draw.some(range(len(words)), self.rate)
        if kind == "dropped":
            return self.edited(words, set(chosen), set(), set(), draw)
        if kind == "inserted":
            return self.edited(words, set(), set(chosen), set(), draw)
        return self.edited(words, set(chosen[::3]), set(chosen[1::3]), set(chosen[2::3]), draw)

    def edited(
        self, words: Sequence[Word], dropped: set[int], inserted: set[int], other: set[int], draw: Draw
    ) -> list[Word]:
        """Words of these numbers dropped, preceded by another, replaced."""
        result = []
        for number, word in enumerate(words):
            if number in inserted:
                result.append(Word(self.new_word(draw)))
            result.append(replaced(word, self.new_word(draw)) if number in other else word)
        places = [number + sum(i <= number for i in inserted) for number in dropped]
        return without(result, set(places[: len(result) - 1]))

    def shuffled(self, words: Sequence[Word], draw: Draw) -> list[Word]:
        """Another order of the sentences; paragraphs stay where they are."""
        old = new = sentences(words)
        while wordings(new) == wordings(old):
            new = draw.shuffled(old)
        result: list[Word] = []
        for sentence, place in zip(new, old):
            result += [*sentence[:-1], Word(sentence[-1].text, place[-1].gap)]
        return result

    def with_synonyms(self, words: Sequence[Word], draw: Draw) -> list[Word]:
        """A share of the words replaced by a synonym, as far as there are any."""
        known = [i for i, word in enumerate(words) if core(word) in self.synonyms]
        count = min(len(known), max(1, round(self.synonym_rate * len(words))))
        chosen = set(draw.shuffled(known)[:count])
        return [
            replaced(word, draw.pick(self.synonyms[core(word)])) if i in chosen else word
            for i, word in enumerate(words)
        ]


# A letter a line would be two pages.
# fmt: off
LOOK_ALIKES = {
    "a": "o u", "b": "h 6 lo", "c": "e o", "d": "cl a", "e": "c o", "f": "t", "g": "q 9", "h": "b li", "i": "l 1 j",
    "j": "i", "k": "lc h", "l": "1 i I", "m": "rn nn in", "n": "u ri ii", "o": "0 c e", "p": "n y", "q": "g",
    "r": "i t", "s": "5 a", "t": "l f", "u": "n ii", "v": "y r", "w": "vv", "x": "z", "y": "v", "z": "2 s",
    "B": "8 R", "C": "G (", "D": "O 0", "E": "F", "G": "C 6", "H": "II N", "I": "l 1", "L": "I", "M": "N IVI",
    "N": "H M", "O": "0 Q", "P": "F", "R": "B K", "S": "5 8", "T": "I", "U": "II", "V": "Y", "W": "VV", "Z": "2",
    "а": "о", "б": "6", "в": "б", "г": "т", "е": "с", "и": "н", "н": "и п", "о": "с 0", "п": "н", "с": "е", "т": "г",
    "ш": "щ", "щ": "ш", "ь": "ъ", "ъ": "ь", "з": "3", "л": "п",
    "α": "o", "ν": "v", "ο": "σ", "σ": "ο", "ι": "ί",
}
# fmt: on
STRAY = "iltrncj"  # letters that dirt makes
HYPHENATED = 0.02  # of the words of seven letters and more


def look_alike(letter: str, draw: Draw) -> str:
    """What a letter is taken for: a look-alike, else itself without its accent, else nothing."""
    if letter in LOOK_ALIKES:
        return draw.pick(LOOK_ALIKES[letter].split())
    base = unicodedata.normalize("NFD", letter)[0]
    return "" if base == letter else base


def misread(words: Sequence[Word], share: float, draw: Draw) -> list[Word]:
    """The words with a share of their letters misread. The last is joined to nothing."""
    result: list[Word] = []
    for number, word in enumerate(words):
        letters, gap = misread_word(word, share, number + 1 < len(words), draw)
        if letters:
            result.append(Word(letters, gap))
        elif result and "\n" in gap:
            result[-1] = Word(result[-1].text, gap)
    if not result:
        return [words[-1]]
    result[-1] = Word(result[-1].text, words[-1].gap)
    return result


def misread_word(word: Word, share: float, may_join: bool, draw: Draw) -> Word:
    """A word with a share of its letters misread, perhaps all of them lost; `may_join`: to the word after it."""
    text, gap = word
    line_end = len(text) // 2 if len(text) >= 7 and text.isalpha() and draw.chance(HYPHENATED) else -1
    letters = ""
    for i, letter in enumerate(text):
        letters += "-\n" if i == line_end else ""
        if not letter.isalpha() or not draw.chance(share):
            letters += letter
            continue
        error = draw.random()
        if error < 0.10:
            continue  # lost
        if error < 0.18:
            letters += letter + draw.pick(STRAY)
        elif error < 0.22 and 0 < i < len(text) - 1:
            letters += letter + " "
        elif error < 0.25 and gap == " " and may_join:
            letters, gap = letters + letter, ""
        else:
            letters += look_alike(letter, draw)
    return Word(letters, gap)


# Planting ------------------------------------------------------------------------------


class Sources:
    """The source documents, and which of their words are planted already."""

    def __init__(self, texts: Mapping[str, Sequence[Word]]) -> None:
        self.texts = texts  # name → words
        self.names = list(texts)
        self.places = {name: written(words)[1] for name, words in texts.items()}
        self.starts = {name: sentence_starts(words) for name, words in texts.items()}
        self.taken: dict[str, list[tuple[int, int]]] = defaultdict(list)  # name → (begin, end) in words

    def is_free(self, name: str, begin: int, end: int) -> bool:
        """Whether the source has these words and none of them is planted."""
        return end <= len(self.texts[name]) and all(end <= b or e <= begin for b, e in self.taken[name])

    def take(self, length: int, fits: Fits, draw: Draw) -> tuple[str, int, int]:
        """A passage of so many words that begins a sentence and is not planted: name, begin and end in words."""
        for _ in range(TRIES):
            name = draw.pick(self.names)
            begin = draw.pick(self.starts[name])
            end = begin + length
            if self.is_free(name, begin, end) and fits(self.texts[name][begin:end]):
                self.taken[name].append((begin, end))
                return name, begin, end
        raise InputError(
            f"{TRIES} tries found no passage of {length} words in the sources that is free and fits; ask "
            "for fewer --cases, shorter --lengths, longer --words or more --documents"
        )

    def span(self, name: str, begin: int, end: int) -> tuple[int, int]:
        """Words as offset and length in characters."""
        places, last = self.places[name], self.texts[name][end - 1]
        return places[begin], places[end - 1] + len(last.text) - places[begin]


def choose_places(background: Sequence[Word], count: int, draw: Draw) -> list[int]:
    """Sentence starts inside a text, at least APART words from each other and from its ends, in order."""
    chosen: list[int] = []
    for place in draw.shuffled(sentence_starts(background)):
        if len(chosen) == count:
            break
        if all(abs(place - other) >= APART for other in (0, len(background), *chosen)):
            chosen.append(place)
    if len(chosen) < count:
        raise InputError(
            f"a document of {len(background)} words has no room for {count} cases; ask for fewer --cases, "
            "longer --words or more --documents"
        )
    return sorted(chosen)


class Planted(NamedTuple):
    """A copy in a suspicious document, before it is known where that stands in characters."""

    piece: int  # the number of the piece that it is
    kind: str
    source: str
    source_offset: int
    source_length: int


def plant(
    background: Sequence[Word],
    kinds: Sequence[str],
    sources: Sources,
    changes: Changes,
    options: argparse.Namespace,
    draw: Draw,
) -> tuple[str, list[Case]]:
    """A suspicious document: its text and its cases."""
    noise = MISREAD[kinds[0]] if options.noise_everywhere and kinds and kinds[0] in MISREAD else 0

    def own_words(begin: int, end: int) -> Sequence[Word]:
        return misread(background[begin:end], noise, draw) if noise else background[begin:end]

    pieces: list[Sequence[Word]] = []  # of the document's own and planted, in turn
    planted = []
    at = 0
    for place, kind in zip(choose_places(background, len(kinds), draw), draw.shuffled(kinds)):
        length = draw.between(*options.lengths)
        name, begin, end = sources.take(length, partial(changes.fits, kind), draw)
        copy = changes.apply(kind, sources.texts[name][begin:end], draw)
        copy = [*copy[:-1], Word(copy[-1].text, background[place - 1].gap)]
        pieces += [own_words(at, place), copy]
        planted.append(Planted(len(pieces) - 1, kind, name, *sources.span(name, begin, end)))
        at = place
    pieces.append(own_words(at, len(background)))
    return located(pieces, planted)


def located(pieces: Sequence[Sequence[Word]], planted: Iterable[Planted]) -> tuple[str, list[Case]]:
    """The text of the pieces, and what is planted there by characters."""
    text, starts = written([word for piece in pieces for word in piece])
    first = [0, *accumulate(map(len, pieces))]  # word of each piece
    cases = []
    for copy in planted:
        begin, last = starts[first[copy.piece]], first[copy.piece + 1] - 1
        length = starts[last] + len(pieces[copy.piece][-1].text) - begin
        cases.append(Case(copy.kind, begin, length, copy.source, copy.source_offset, copy.source_length))
    return text, cases


def deal(kinds: Sequence[str], cases: int, documents: int, apart: Collection[str], draw: Draw) -> list[list[str]]:
    """The kinds of the cases of each document: in all, every kind as often as the others, within one.

    Kinds in `apart` get documents of their own; the more cases, the more documents.
    """
    pools: dict[str, list[str]] = defaultdict(list)
    for i in range(cases):
        kind = kinds[i % len(kinds)]
        pools[kind if kind in apart else ""].append(kind)
    if len(pools) > documents:
        raise InputError(
            f"--documents {documents} are too few: {len(pools)} are needed, for a document has one kind of "
            "misread letters; ask for more, fewer --kinds, or --no-noise-everywhere"
        )
    shares = dict.fromkeys(pools, 1)
    for _ in range(documents - len(pools) if pools else 0):
        shares[max(pools, key=lambda pool: len(pools[pool]) / shares[pool])] += 1
    result: list[list[str]] = []
    for key, pool in pools.items():
        mixed = draw.shuffled(pool)
        result += [mixed[i :: shares[key]] for i in range(shares[key])]
    return result or [[] for _ in range(documents)]


# The corpus ----------------------------------------------------------------------------


def backgrounds(options: argparse.Namespace, language: Language | None) -> list[list[Word]]:
    """Texts, as words, for all documents: first the sources, then the suspicious, then those without reuse."""
    count = 2 * (options.documents + options.unrelated)
    if language:
        low, high = options.words or GENERATED_WORDS
        draws = [Draw(options.seed, "document", i) for i in range(count)]
        return [language.document(draw, draw.between(low, high)) for draw in draws]
    texts = [words_of(text) for text in read_corpus(options.corpus)]
    least, most = options.words or (2 * options.lengths[1], None)
    usable = [words[:most] for words in texts if len(words) >= least]
    if len(usable) < count:
        raise InputError(
            f"{options.corpus} has {len(usable)} documents of {least} words or more (of {len(texts)}), and "
            f"{count} are needed; ask for fewer --documents or shorter ones with --words"
        )
    return Draw(options.seed, "order").shuffled(usable)[:count]


def word_from(texts: Iterable[Sequence[Word]], path: Path) -> NewWord:
    """A function that draws a word of the texts, the frequent more often."""
    words = [word for text in texts for word in (parted(w.text)[1] for w in text) if word]
    if not words:
        raise InputError(f"{path} has no words; give one with texts")
    return lambda draw: draw.pick(words)


def truth_xml(reference: str, cases: Iterable[Case]) -> str:
    """The truth about one suspicious document."""
    features = "".join(
        f'  <feature name="plagiarism" type="artificial" obfuscation="{case.kind}" this_offset="{case.this_offset}" '
        f'this_length="{case.this_length}" source_reference="{case.source}" source_offset="{case.source_offset}" '
        f'source_length="{case.source_length}"/>\n'
        for case in cases
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<document reference="{reference}">\n{features}</document>\n'


def make_corpus(options: argparse.Namespace) -> tuple[dict[str, str], Counter[str]]:
    """The files of the corpus (path → text), and how many cases of each kind it has."""
    language = None if options.corpus else Language(options.seed)
    texts = backgrounds(options, language)
    table = read_synonyms(options.synonyms) if options.synonyms else language.synonyms if language else {}
    new_word = language.word if language else word_from(texts, options.corpus)
    changes = Changes(options.rate, options.synonym_rate, new_word, table)

    n = options.documents
    sources = Sources({f"source-document{i + 1:05}.txt": texts[i] for i in range(n)})
    files = {f"source/{name}": written(words)[0] for name, words in sources.texts.items()}
    count: Counter[str] = Counter()
    apart = MISREAD if options.noise_everywhere else ()
    for i, kinds in enumerate(deal(options.kinds, options.cases, n, apart, Draw(options.seed, "deal"))):
        name = f"suspicious-document{i + 1:05}"
        text, cases = plant(texts[n + i], kinds, sources, changes, options, Draw(options.seed, "plant", i))
        files[f"suspicious/{name}.txt"], files[f"truth/{name}.xml"] = text, truth_xml(f"{name}.txt", cases)
        count.update(case.kind for case in cases)
    files |= unrelated_files(texts[2 * n :])
    if language and "synonyms" in options.kinds and not options.synonyms:
        files["synonyms.tsv"] = "".join(f"{word}\t{new}\n" for word, (new,) in table.items())
    return files, count


def unrelated_files(texts: Sequence[Sequence[Word]]) -> dict[str, str]:
    """A source and a suspicious document, in turn, that share nothing, and the truth that says so."""
    files = {}
    for i, (source, suspicious) in enumerate(zip(texts[::2], texts[1::2]), 1):
        name = f"unrelated-suspicious{i:05}"
        files[f"source/unrelated-source{i:05}.txt"] = written(source)[0]
        files[f"suspicious/{name}.txt"] = written(suspicious)[0]
        files[f"truth/{name}.xml"] = truth_xml(f"{name}.txt", [])
    return files


def write_corpus(files: Mapping[str, str], folder: Path) -> None:
    """Write the files beside their place and rename the folder, so that no half corpus is left."""
    place = Path(os.path.abspath(folder))
    beside = place.parent / f".{place.name}.{os.getpid()}.part"
    try:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise InputError(f"{folder} exists and is not an empty folder; remove it or choose another")
        for name, text in files.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        os.replace(beside, place)
    except OSError as error:
        raise InputError(f"cannot write {folder}: {error.strerror}; choose another place") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def summary(options: argparse.Namespace, files: Mapping[str, str], count: Mapping[str, int]) -> Iterator[str]:
    """What was written, for people."""
    documents = {name: text for name, text in files.items() if name.endswith(".txt")}
    words = sum(len(text.split()) for text in documents.values())
    n, u = options.documents, options.unrelated
    yield f"{options.out}: {n} source and {n} suspicious documents, {u} unrelated pairs, {words:,} words"
    yield f"{sum(count.values())} cases of {options.lengths[0]} to {options.lengths[1]} words of the source:"
    yield from (f"  {kind:<9} {count[kind]}" for kind in options.kinds)


# The command ---------------------------------------------------------------------------


def length_range(least: int) -> Callable[[str], tuple[int, int]]:
    """An argparse type: `MIN-MAX`, from `least` on."""

    def parse(text: str) -> tuple[int, int]:
        found = re.fullmatch(r"([0-9]{1,7})-([0-9]{1,7})", text)
        low, high = map(int, found.groups()) if found else (0, 0)
        if not least <= low <= high:
            raise argparse.ArgumentTypeError(f"'{text}' is not MIN-MAX in words, from {least} on; for example 50-300")
        return low, high

    return parse


def rate(text: str) -> float:
    """An argparse type: a share above 0 and below 1."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a share between 0 and 1")
    return value


def kind_list(text: str) -> list[str]:
    """An argparse type: kinds between commas, in the order of KINDS."""
    wanted = {kind.strip() for kind in text.split(",")}
    if strange := sorted(wanted - set(KINDS)):
        raise argparse.ArgumentTypeError(f"'{strange[0]}' is no kind; choose from {', '.join(KINDS)}")
    return [kind for kind in KINDS if kind in wanted]


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = described_by(__doc__)
    add = parser.add_argument
    add("out", metavar="OUT", type=Path, help="the folder to write; must not exist, or be empty")
    add(
        "--from",
        dest="corpus",
        metavar="CORPUS",
        type=Path,
        help="folder of .txt and .md, or a .jsonl, to take all text from (default: text is made up)",
    )
    add(
        "--documents",
        metavar="N",
        type=whole_number(1, 99999),
        default=20,
        help="source documents, and as many suspicious ones (default: %(default)s)",
    )
    add(
        "--unrelated",
        metavar="N",
        type=whole_number(0, 99999),
        default=0,
        help="as many further documents of each sort that share nothing (default: %(default)s)",
    )
    add(
        "--cases",
        metavar="N",
        type=whole_number(0, 10**6),
        default=60,
        help="planted passages in all (default: %(default)s)",
    )
    add(
        "--kinds",
        metavar="LIST",
        type=kind_list,
        help="between commas (default: all; synonyms with --from only if there is a table)",
    )
    add(
        "--lengths",
        metavar="MIN-MAX",
        type=length_range(2),
        default=(50, 300),
        help="words of a passage in its source (default: 50-300)",
    )
    add(
        "--words",
        metavar="MIN-MAX",
        type=length_range(2),
        help="words of a document (default: {}-{}); with --from, documents of fewer are not taken and longer ones cut "
        "(default: twice the longest passage, not cut)".format(*GENERATED_WORDS),
    )
    add(
        "--rate",
        metavar="SHARE",
        type=rate,
        default=0.1,
        help="of the words, for dropped, inserted and changed (default: %(default)s)",
    )
    add(
        "--synonym-rate",
        metavar="SHARE",
        type=rate,
        default=0.3,
        help="of the words, as far as the table knows them (default: %(default)s)",
    )
    add(
        "--synonyms",
        metavar="FILE",
        type=Path,
        help="lines of a word, a tab and a synonym (default: made-up text has a table of its own, written to "
        "OUT/synonyms.tsv)",
    )
    add(
        "--noise-everywhere",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="misread letters are in all of a suspicious document, which then has cases of that one kind (default); "
        "else only in the planted copy",
    )
    add("--seed", metavar="S", type=whole_number(0, 2**63), default=1, help="(default: %(default)s)")
    options = parser.parse_args(arguments)
    table = not options.corpus or options.synonyms
    if not options.kinds:
        options.kinds = [kind for kind in KINDS if table or kind != "synonyms"]
    elif "synonyms" in options.kinds and not table:
        parser.error("--kinds synonyms: there is no table for the text of --from; give one with --synonyms FILE")
    return options


def main() -> int:
    """Write the corpus that the command line asks for; the exit status."""
    options = parse_arguments(sys.argv[1:])
    write_utf8()
    try:
        files, count = make_corpus(options)
        write_corpus(files, options.out)
    except InputError as error:
        print(f"{program()}: {error}", file=sys.stderr)
        return 2
    print(*summary(options, files, count), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
