"""Trains moderation/insult_model.bin, the same bytes every time.

    .venv/bin/python -m pip install --require-hashes -r requirements/train.txt
    .venv/bin/python scripts/train_screening.py [--tuning]

Learns from comments and from citizens' questions in ../shared/data. A fifth of each is never looked at
here; bench/screening.py measures on it. With `--tuning` what the working point is chosen on is left out
too, and the model goes to the file named instead of into the package.
"""

import argparse
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.screening_data import (  # noqa: E402  (the path comes first)
    DATA,
    TRAINED,
    TUNED,
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


def weights(learned: list[Example]) -> tuple[float, dict[str, float], set[str]]:
    """Bias, weight of each feature, and the words that are known."""
    met = Counter(word for example in learned for word in set(example.words))
    known = {word for word, count in met.items() if count >= KNOWN_FROM}
    rows = [_features(example.words, known) for example in learned]
    held = Counter(feature for row in rows for feature in row)
    rows = [{key: value for key, value in row.items() if held[key] >= FEATURE_FROM} for row in rows]
    columns = DictVectorizer()
    table = columns.fit_transform(rows)
    # The solver takes no others, and the vectoriser makes no others.
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    model = LogisticRegression(C=REGULARISATION, solver="liblinear", random_state=0)
    model.fit(table, [example.insults for example in learned])
    named = zip(columns.get_feature_names_out(), model.coef_[0].tolist(), strict=True)
    return float(model.intercept_[0]), dict(named), known


def _features(words: list[str], known: set[str]) -> dict[str, float]:
    """Shorter texts speak louder, as in `judge`."""
    found = [
        *pair_features(words),
        *(feature for word in words for feature in word_features(word, is_known=word in known)),
    ]
    return dict.fromkeys(found, 1 / sqrt(len(found)))


def packed(bias: float, by_feature: dict[str, float], known: set[str]) -> bytes:
    """One byte a weight. Known words stay even when they weigh nothing: that is how they are known."""
    step = max(map(abs, by_feature.values())) / 127
    by_hash: dict[int, int] = {}
    for feature, weight in sorted(by_feature.items()):
        small = round(weight / step)
        if small or feature in known:
            by_hash[hashed(feature)] = small
    hashes, small_weights = array("I", sorted(by_hash)), array("b")
    small_weights.extend(by_hash[each] for each in hashes)
    header = HEADER.pack(MAGIC, len(hashes), bias, step)
    return header + hashes.tobytes() + small_weights.tobytes()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--tuning", type=Path, metavar="FILE")
    tuning = asked.parse_args().tuning
    learned = examples(TRAINED if tuning else [*TRAINED, *TUNED])
    (tuning or MODEL).write_bytes(packed(*weights(learned)))


main()
