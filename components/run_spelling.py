"""The spelling of one optimizer's row in a link: `momentum~0.3~decay~0.1~beta~0.8~off`.

An optimizer and its learning rate, or `suits` for the one that suits the surface, then pairs of names and values, then
`off` where the row is not ticked. `batch~4` or `batch~all` is the size of the run's own mini-batches; `clip_value~1`,
`clip_norm~2` and `l2~0.01` are what becomes of its gradients; `warmup~20~warmup_from~one_over_k` is how its rate rises.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from components.looks import MOST_RUNS
from components.numbers import read_number, read_whole, spell
from landscapes.base import keyed, one_of
from optimizers import CATALOGUE, SCHEDULES, Run
from optimizers.base import Rated
from optimizers.experiment import ALL
from optimizers.treatment import KEYS

SUITS = "suits"  # in place of a learning rate: the one that suits the surface
LONGEST = 1000  # characters of a run that are read, and kept below: the fullest that is written has some 400


def spell_run(run: Run, off: bool, suits: bool = False) -> str:
    """`run` as it stands in a link; `read_run` gives it back. `suits`: at the rate that suits the surface."""
    parts = [run.optimizer, SUITS if suits else spell(run.learning_rate)]
    default = Run(run.optimizer, run.learning_rate)
    if run.schedule != default.schedule:
        parts += ["schedule", run.schedule]
    if run.decay is not None:
        parts += ["decay", spell(run.decay)]
    if run.batch_size is not None:
        parts += ["batch", spell_batch(run.batch_size)]
    if run.warmup:
        parts += ["warmup", spell(run.warmup)]
    if run.warmup_from != default.warmup_from:
        parts += ["warmup_from", run.warmup_from]
    for key, value in run.treatment.items():
        parts += [key, spell(value)]
    for key, value in (*run.schedule_parameters.items(), *run.hyper.items()):
        parts += [key, spell(value)]
    for key, choice in run.conventions.items():
        parts += [key, choice]
    return "~".join(parts + ["off"] * off)


@lru_cache(maxsize=256)  # a drag asks for the same runs at every move
def read_run(text: str) -> tuple[Run, bool]:
    """The run that `text` spells and whether its row is off; ValueError says what is wrong."""
    if len(text) > LONGEST:
        raise ValueError(f"it is {len(text)} characters long; at most {LONGEST} are read")
    optimizer, *parts = text.split("~")
    off = len(parts) % 2 == 0 and parts[-1:] == ["off"]  # after pairs: at the end of one it is a convention's choice
    parts = parts[:-1] if off else parts
    key = keyed(optimizer, CATALOGUE)
    if key is None:
        raise ValueError(f"this optimizer is not known; {one_of(optimizer, CATALOGUE)}")
    if len(parts) % 2 == 0:
        raise ValueError("it takes a learning rate and then pairs of a name and a value")
    chosen = dict(zip(parts[1::2], parts[2::2], strict=True))
    rule = CATALOGUE[key]
    conventions = {c.key: chosen.pop(c.key) for c in rule.conventions if c.key in chosen}
    settings: dict[str, Any] = {"conventions": conventions}
    if "schedule" in chosen:
        schedule_name = chosen.pop("schedule")
        settings["schedule"] = keyed(schedule_name, SCHEDULES) or schedule_name
    if "decay" in chosen:
        settings["decay"] = read_number(chosen.pop("decay"))
    if "warmup" in chosen:
        settings["warmup"] = read_whole(chosen.pop("warmup"))
    if "warmup_from" in chosen:
        settings["warmup_from"] = chosen.pop("warmup_from")
    settings |= {key: read_number(chosen.pop(key)) for key in KEYS if key in chosen}
    if "batch" in chosen:
        settings["batch_size"] = read_batch(chosen.pop("batch"))
    schedule = SCHEDULES.get(settings.get("schedule", "inverse_time"))
    own = {p.key for p in schedule.parameters if p.key in chosen} if schedule else set()
    settings["schedule_parameters"] = {key: read_number(chosen.pop(key)) for key in sorted(own)}
    settings["hyper"] = {key: read_number(value) for key, value in chosen.items()}
    return Run(key, read_number(parts[0]), **settings), off


def read_runs(
    texts: Sequence[str], surface: Rated, problems: list[str]
) -> tuple[tuple[Run, ...] | None, frozenset[int]]:
    """The rows that these texts spell on `surface`, None for no text, and which are off.

    What is wrong goes to `problems`.
    """
    if not texts:
        return None, frozenset()
    if len(texts) > MOST_RUNS:
        problems.append(f"run: {len(texts)} optimizers were asked for; the first {MOST_RUNS} are shown")
    runs, off = [], set()
    for text in texts[:MOST_RUNS]:
        if text == "none":
            continue
        try:
            run, is_off = read_run(_with_rate(text, surface))
        except ValueError as error:
            problems.append(f"run {text[:40]}: {error}")
            continue
        off |= {len(runs)} if is_off else set()
        runs.append(run)
    return tuple(runs), frozenset(off)


def _with_rate(text: str, surface: Rated) -> str:
    optimizer, *parts = text.split("~")
    key = keyed(optimizer, CATALOGUE)
    if key is None or parts[:1] != [SUITS]:
        return text
    return "~".join((key, spell(CATALOGUE[key].suits(surface)), *parts[1:]))


def spell_batch(size: int | str) -> str:
    """A run's own batch size: a number or “all”."""
    return size if isinstance(size, str) else spell(size)


def read_batch(text: str) -> int | str:
    """The batch size that `text` spells; ValueError otherwise."""
    return ALL if text.strip() == ALL else read_whole(text)
