"""How fast the main job is, and whether its memory stays flat. Prints the figures and keeps them in throughput.json.

    python -m benchmarks.throughput [--reports N]

Reports of about 370 words are made out of invented sentences, each with other figures and names. Measured on one core:

* warm: from text to incidents, each report assessed alone, in reports a second of processor time;
* memory: the growth of the process's peak from the first tenth of the reports to the end;
* cold: a whole process, `ledgerstone assess --json` on one file, import included, the median of five.
"""

import argparse
import json
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ledgerstone.assessing import assess
from ledgerstone.records import Report
from ledgerstone.vocabulary.resources import open_resources

RESULT = Path(__file__).with_name("throughput.json")
WORDS = 370
_TOWNS = ("Oru Veldt", "Sella", "Tarn", "Karsk", "Dovrane", "Little Hazel")
_NAMES = ("Ilan Voss", "Mira Arden", "Tomi Garrel", "Sava Orel", "Bero Lint", "Nadia Falk")
_SENTENCES = (
    "At least {a} civilians were killed and {b} others were wounded on Tuesday when shells hit a market in {town}.",
    "{name}, a doctor at the town's hospital, said that {a} bodies had been brought in, among them {c} children.",
    "The army said it had aimed at fighters and denied that civilians had been harmed.",
    "Residents told the agency that {name}, {age}, and his two brothers died when the house of the family was hit.",
    "The ministry of health later raised the toll to {b} dead, including {c} women.",
    "“We heard three blasts and then nothing,” said {name}, a neighbour who helped carry the wounded.",
    "A monitoring group said that between {c} and {a} people were missing in {town} and that dozens had fled.",
    "More than {k} people have been killed since the fighting began four years ago, according to the same group.",
    "The road to {town}, about {b} kilometres to the south, was closed and no aid reached the camp.",
    "A spokesman promised an inquiry and condemned what he called an attack on a place without soldiers.",
    "Prices at the market had fallen in the spring, and the harvest was said to be the best in years.",
    "The council met in the evening and spoke about water, schools and the repair of the northern bridge.",
)


def text(seed: int) -> str:
    """Return an invented report of about 370 words, another for each seed."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < WORDS:
        a = chance.randint(5, 40)
        sentences.append(
            chance.choice(_SENTENCES).format(
                a=a,
                b=a + chance.randint(1, 30),
                c=chance.randint(2, 4),
                k=chance.randint(2, 90) * 100,
                age=chance.randint(18, 80),
                town=chance.choice(_TOWNS),
                name=chance.choice(_NAMES),
            )
        )
    return "\n\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))


def warm(count: int) -> tuple[float, float]:
    """Return (reports a second of processor time, growth of peak memory in MB) over ``count`` reports."""
    opened = open_resources()
    reports = [Report.from_text(text(seed), published="2031-05-07", publisher="Tarn Courier") for seed in range(count)]
    for report in reports[: count // 10]:
        assess([report], resources=opened)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    for report in reports:
        assess([report], resources=opened)
    seconds = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return count / seconds, grown


def cold() -> float:
    """Return the median seconds of a whole process that assesses one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.txt")
        path.write_text(text(0), encoding="utf-8")
        seconds = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run(  # noqa: S603 (our own program on our own file)
                [sys.executable, "-m", "ledgerstone", "assess", "--json", str(path)], check=True, capture_output=True
            )
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> int:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=500)
    options = parser.parse_args()
    a_second, grown = warm(options.reports)
    result = {
        "reports": options.reports,
        "words_a_report": WORDS,
        "warm_reports_a_second": round(a_second, 1),
        "memory_growth_mb": round(grown, 1),
        "cold_seconds": round(cold(), 2),
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
