"""The suite, part after part: the tools that read the source, the tests without a browser, those in one.

`python tests/run.py` runs the first tier, with `-m long` the long one; what else is said is handed to pytest. The parts
run one after the other: beside a busy worker a browser has too little of a small machine. A part that reads the source
and fails ends the run. The last line is the sum, the exit status 0 where nothing failed.
"""

import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = "tests/test_style.py"
WORKERS = ("-n", "2", "--dist", "worksteal")
SHUFFLED = ("-p", "randomly")  # the long tier, in another order each time; pytest-randomly prints its seed
NOTHING_COLLECTED = 5  # exit status of pytest
COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed|rerun)\b")


def parts(marks: str) -> dict[str, tuple[str, ...]]:
    """The parts by their names, each with its arguments of pytest."""
    here, there = (f"({marks}) and {own}" if marks else own for own in ("not e2e", "e2e"))
    order = SHUFFLED if "long" in marks else ()
    return {
        "the tools that read the source": ("-m", here, TOOLS, *WORKERS),
        "tests without a browser": ("-m", here, f"--ignore={TOOLS}", *WORKERS, *order, "--durations=10"),
        "tests in a browser": ("-m", there, "tests/e2e", *order, "--durations=10"),
    }


def run(arguments: tuple[str, ...]) -> tuple[int, Counter[str], list[str]]:
    """Run pytest, its output shown as it comes: exit status, counts by kind, and the tests that were run again."""
    command = [sys.executable, "-m", "pytest", *arguments]
    print("+", *command[2:], flush=True)
    counts: Counter[str] = Counter()
    again = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            if line.startswith("RERUN "):
                again.append(line.removeprefix("RERUN ").strip())
            if re.match(r"(=+ )?\d+ .* in \d+\.\d+s", line):
                counts = Counter({kind.rstrip("s"): int(number) for number, kind in COUNTED.findall(line)})
    return process.returncode, counts, again


def main(arguments: list[str]) -> int:
    """Run the parts and print the sum. Return the exit status."""
    at = arguments.index("-m") if "-m" in arguments else None
    marks = arguments[at + 1] if at is not None else ""
    rest = arguments if at is None else arguments[:at] + arguments[at + 2 :]
    total: Counter[str] = Counter()
    times, again, failed = [], [], False
    for name, own in parts(marks).items():
        began = time.monotonic()
        status, counts, reruns = run((*own, *rest))
        times.append(f"{name}: {time.monotonic() - began:.0f} s")
        total += counts
        again += reruns
        failed = failed or status not in (0, NOTHING_COLLECTED)
        if failed and TOOLS in own:
            print(f"\n{name} failed: nothing else was run.")
            break
    for test in again:
        print(f"!!! PASSED OR FAILED ONLY AT THE SECOND TRY: {test}")
    print("; ".join(times))
    # A crash has no failed test of its own.
    wrong = total["failed"] + total["error"] or int(failed)
    print(f"{total['passed']} passed, {wrong} failed")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
