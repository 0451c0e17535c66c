"""Trains moderation/insult_model.bin, the same bytes every time.

    .venv/bin/python -m pip install --require-hashes -r requirements/train.txt
    .venv/bin/python scripts/train_screening.py [--choose]

Learns from comments and from citizens' questions in ../shared/data. A fifth of each is never looked at
here; bench/screening.py measures on it. With `--choose` nothing is written: five models, each judged by
what it has not seen, show what every working point would bring.
"""

import argparse
import struct
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from math import inf, sqrt
from pathlib import Path
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.screening_data import (  # noqa: E402  (the path comes first)
    DATA,
    LEARNED,
    Comment,
    comments,
    questions,
)
from moderation.insult_model import (  # noqa: E402
    HEADER,
    MAGIC,
    hashed,
    pair_features,
    plain_words,
    word_features,
)
from moderation.offensive import DEFAULT_WORDS, offensive  # noqa: E402
from moderation.words import read  # noqa: E402

MODEL = ROOT / "moderation" / "insult_model.bin"
CALM = ROOT / "scripts" / "calm_sentences.txt"
CALM_COUNTS = 3
"""How much one counts beside a comment: comments are many, and another kind of talk."""
KNOWN_FROM = 3
"""A word met in fewer comments than this is learned by its letters, as unknown words will be."""
FEATURE_FROM = 2
REGULARISATION = 25.0
STRETCH = 20
FOLDS = 5
WORKING_POINTS = (0.5, 0.9, 1.1, 1.25, 1.5, 1.8, 2.2)


class Example(NamedTuple):
    words: list[str]
    insults: bool


def examples(parts: Iterable[int]) -> list[Example]:
    wanted = frozenset(parts)
    said = [*comments(DATA, "vihos"), *comments(DATA, "safesense"), *questions(DATA)]
    learned = [one for one in said if one.part in wanted]
    whole = [Example(_words(one.text), one.insults) for one in learned]
    rests = [Example(_words(_without_spans(one)), insults=False) for one in learned if one.spans]
    calm = [one for one in [*questions(DATA), *questions(DATA, "answer")] if one.part in wanted]
    stretches = [Example(words, insults=False) for one in calm for words in _stretches(one.text)]
    ours = [Example(_words(line), insults=False) for line in _calm_sentences()] * CALM_COUNTS
    return [example for example in [*whole, *rests, *stretches, *ours] if example.words]


def _calm_sentences() -> list[str]:
    lines = CALM.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _words(text: str) -> list[str]:
    return plain_words(read(text))


def _without_spans(comment: Comment) -> str:
    """What somebody who insults says besides: it teaches which words are not to blame."""
    kept, shown = [], 0
    for start, end in comment.spans:
        kept.append(comment.text[shown:start])
        shown = end
    return " ".join([*kept, comment.text[shown:]])


def _stretches(text: str) -> Iterator[list[str]]:
    """A long calm text counts for as much as its length says."""
    words = _words(text)
    yield from (words[first : first + STRETCH] for first in range(0, len(words), STRETCH))


class Learned(NamedTuple):
    known: set[str]
    columns: DictVectorizer
    model: LogisticRegression

    def score(self, text: str) -> float:
        """Log odds, without the bytes' rounding."""
        row = self.columns.transform([_features(_words(text), self.known)])
        return float(self.model.decision_function(row)[0])


def learn(shown: list[Example]) -> Learned:
    met = Counter(word for example in shown for word in set(example.words))
    known = {word for word, count in met.items() if count >= KNOWN_FROM}
    rows = [_features(example.words, known) for example in shown]
    held = Counter(feature for row in rows for feature in row)
    rows = [{key: value for key, value in row.items() if held[key] >= FEATURE_FROM} for row in rows]
    columns = DictVectorizer()
    table = columns.fit_transform(rows)
    # The solver takes no others, and the vectoriser makes no others.
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    model = LogisticRegression(C=REGULARISATION, solver="liblinear", random_state=0)
    model.fit(table, [example.insults for example in shown])
    return Learned(known, columns, model)


def _features(words: list[str], known: set[str]) -> dict[str, float]:
    """Shorter texts speak louder, as in `judge`."""
    found = [
        *pair_features(words),
        *(feature for word in words for feature in word_features(word, is_known=word in known)),
    ]
    return dict.fromkeys(found, 1 / sqrt(len(found)))


def packed(learned: Learned) -> bytes:
    """One byte a weight. Known words stay even when they weigh nothing: that is how they are known."""
    names, found = learned.columns.get_feature_names_out(), learned.model.coef_[0].tolist()
    step = max(map(abs, found)) / 127
    by_hash: dict[int, int] = {}
    for feature, weight in zip(names, found, strict=True):
        small = round(weight / step)
        if small or feature in learned.known:
            by_hash[hashed(feature)] = small
    hashes = sorted(by_hash)
    header = HEADER.pack(MAGIC, len(hashes), float(learned.model.intercept_[0]), step)
    small_weights = struct.pack(f"<{len(hashes)}b", *(by_hash[each] for each in hashes))
    return header + struct.pack(f"<{len(hashes)}I", *hashes) + small_weights


def choose() -> None:
    """What the list and a model that has not seen a comment make of it, at every working point."""
    judged: dict[str, list[tuple[float, bool]]] = {}
    for fold in range(FOLDS):
        learned = learn(examples(part for part in LEARNED if part % FOLDS != fold))
        for one in [*comments(DATA, "vihos"), *comments(DATA, "safesense")]:
            if one.part in LEARNED and one.part % FOLDS == fold:
                score = inf if _is_listed(one.text) else learned.score(one.text)
                judged.setdefault(one.source, []).append((score, one.insults))
    for sure in WORKING_POINTS:
        cells = [f"{source} {_figures(said, sure)}" for source, said in judged.items()]
        sys.stdout.write(f"{sure:.2f}  {'   '.join(cells)}\n")


def _is_listed(text: str) -> bool:
    return any(hit.score == 1 for hit in offensive(read(text), DEFAULT_WORDS))


def _figures(said: list[tuple[float, bool]], sure: float) -> str:
    flagged = [insults for score, insults in said if score >= sure]
    precision = sum(flagged) / len(flagged)
    recall = sum(flagged) / sum(insults for _, insults in said)
    half = 1.25 * precision * recall / (0.25 * precision + recall)
    return f"precision {precision:.3f} recall {recall:.3f} F0.5 {half:.3f}"


def main() -> None:
    asked = argparse.ArgumentParser(description="Trains moderation/insult_model.bin.")
    asked.add_argument("--choose", action="store_true", help="only show the working points")
    if asked.parse_args().choose:
        choose()
    else:
        MODEL.write_bytes(packed(learn(examples(LEARNED))))


main()
