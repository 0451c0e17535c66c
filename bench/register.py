"""What the register of many cases costs: seconds, megabytes at the peak, and the size of the file.

    python -m bench.register [--cases N] [--form xlsx|csv|json] [--repetitions N]

Each form and repetition runs in a process of its own, whose peak memory is then its own. Lines are made up, as
long as those of a commune's real letters; where ../shared/data/questions_vi is there, its questions are used.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from archive.casework import CaseOutcome, CaseState, Competence, Kind, Publication
from archive.register.columns import Reader
from archive.register.rows import RegisterRow
from archive.register.sheets import SHEETS
from bench.machine import described
from conference.vocabulary import Channel
from web.register_words import REGISTER_WORDS

QUESTIONS = Path(__file__).parents[2] / "shared" / "data" / "questions_vi"
NOON = 1_795_237_200_000
DAY = 86_400_000
ANSWER = (
    "Ủy ban nhân dân xã đã kiểm tra thực tế, giao đơn vị lập dự toán và sẽ thi công xong trước ngày đã hứa. "
    * 4
)


def texts() -> list[str]:
    for file in sorted(QUESTIONS.glob("*.jsonl")):
        lines = file.read_text(encoding="utf-8").splitlines()[:2_000]
        found = [row.get("text") or row.get("question") for row in map(json.loads, lines)]
        if any(found):
            return [text for text in found if text]
    return ["Bao giờ xã sửa con đường liên thôn đã hỏng từ mùa mưa năm ngoái? " * 4]


def rows(count: int) -> Iterator[RegisterRow]:
    for number, text in enumerate(islice(cycle(texts()), count), 1):
        yield RegisterRow(
            reference=f"CAU-{number:04d}",
            conference="CAU",
            question=number,
            part=1,
            state=CaseState.CLOSED,
            text=text,
            channel=Channel.PHONE,
            received_at=NOON + number,
            place=f"Thôn {number % 20}",
            name="Nguyễn Thị Ý",
            support=number % 90,
            kind=Kind.PROPOSAL,
            topic="Đường sá",
            competence=Competence.COMMUNE,
            unit="Phòng Kinh tế",
            owner="lan",
            due=NOON + number % 30 * DAY,
            overdue=False,
            outcome=CaseOutcome.RESOLVED,
            decision=ANSWER,
            basis="Luật 72/2025/QH15, Điều 43",
            answered_at=NOON + DAY,
            publication=Publication.PUBLISHED,
            stars=4,
            solved=True,
            closed_at=NOON + 20 * DAY,
            files=2,
        )


def once(form: str, count: int) -> dict[str, float]:
    """In this process: what writing the register took."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"register.{form}"
        began = time.perf_counter()
        sheet = SHEETS[form](file, REGISTER_WORDS, Reader.STAFF)
        for row in rows(count):
            sheet.add(row)
        sheet.close()
        took = time.perf_counter() - began
        size = file.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": took, "peak": peak, "size": size / 1024 / 1024}


def measured(form: str, count: int, repetitions: int) -> dict[str, float]:
    """The medians of as many processes."""
    command = [sys.executable, "-m", "bench.register", "--once", form, "--cases", str(count)]
    found = [
        json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        for _ in range(repetitions)
    ]
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.register", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--form", choices=SHEETS, nargs="+", default=list(SHEETS))
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--once", choices=SHEETS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        print(json.dumps(once(given.once, given.cases)))
        return
    print(f"{described()}\n\n{given.cases:,} cases")
    for form in given.form:
        told = measured(form, given.cases, given.repetitions)
        print(
            f"{form:5} {told['seconds']:6.2f} s {told['peak']:6.0f} MB at the peak {told['size']:6.1f} MB file"
        )


if __name__ == "__main__":
    main()
