"""Every browser test several times, none with a second try: what passes only now and then is a fault.

    uv run python tests/steady.py [times [what pytest takes …]]

Five times by default; `-m smoke` keeps to those of the first tier.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TIMES = 5


def main(arguments: list[str]) -> int:
    """Run the browser tests `TIMES` times or as often as was asked. Return the number of rounds that failed."""
    times = int(arguments.pop(0)) if arguments and arguments[0].isdecimal() else TIMES
    chosen = arguments or ["-m", "e2e or long"]
    failed = 0
    for i in range(times):
        print(f"\n+ round {i + 1} of {times}", flush=True)
        command = [sys.executable, "-m", "pytest", "tests/e2e", "-p", "no:rerunfailures", *chosen]
        failed += subprocess.run(command, cwd=ROOT).returncode != 0
    print(f"{times - failed} rounds passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
