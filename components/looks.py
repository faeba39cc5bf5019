"""How a page is drawn: what may be chosen of it in a link or in the player, and what is refused."""

from collections.abc import Sequence

from landscapes.base import Interval, one_of
from optimizers import CATALOGUE as OPTIMIZERS
from optimizers import Experiment
from optimizers.scenes import SCENES

SCALES = ("log", "linear")
MAPS = ("basins", "rates", "plane", "race", "noise")  # of many runs at once
CHARTS = (  # the panels beside the map
    *("cost", "slope", "rate", "step"),
    *("anatomy", "averages", "relief"),
    *("data", "epochs"),
    *MAPS,
)
TERMS = ("same", "own", "landscape", "evaluations")  # of a race, as optimizers/sweep/race.py explains them
SETTINGS = {"learning_rate", "decay"} | {p.key for rule in OPTIMIZERS.values() for p in rule.hyperparameters}
MOST_RUNS = 8  # rows on a page
PACES = ("step", "epoch")  # at which runs are shown together: all after as many steps, or all after as many epochs


def shown_charts(names: Sequence[str]) -> tuple[str, ...]:
    """These charts in the order of `CHARTS`, each once; ValueError for an unknown one, or for none."""
    if not names or not set(names) <= set(CHARTS):
        raise ValueError(f"“{'~'.join(names)[:40]}” is not known; choose some of {', '.join(CHARTS)}")
    return tuple(name for name in CHARTS if name in names)


def looked_row(row: int) -> int:
    """The row that is looked into, there or not: it may be added yet. ValueError for one that no page has."""
    if row not in Interval(0, MOST_RUNS - 1) or row != int(row):
        raise ValueError(f"{row:g} is out of range: 0 to {MOST_RUNS - 1}")
    return int(row)


def two_settings(keys: Sequence[str]) -> tuple[str, ...]:
    """Two settings that a map goes over, () for none chosen; ValueError where they are not two that some rule has."""
    if keys and (len(keys) != 2 or len(set(keys)) != 2 or not set(keys) <= SETTINGS):
        raise ValueError(f"“{'~'.join(keys)[:40]}” is not two different ones of {', '.join(sorted(SETTINGS))}")
    return tuple(keys)


def one_pace(pace: str) -> str:
    """The pace of the playback; ValueError for another."""
    if pace not in PACES:
        raise ValueError(f"“{pace[:40]}” is not known; choose one of {', '.join(PACES)}")
    return pace


def race_terms(terms: str) -> str:
    """The terms of a race; ValueError for others."""
    if terms not in TERMS:
        raise ValueError(f"“{terms[:40]}” is not known; choose one of {', '.join(TERMS)}")
    return terms


def shown_step(experiment: Experiment, step: int) -> int | None:
    """The step to show, None where it is the runs' last; ValueError for one that they do not have."""
    if step not in Interval(0, experiment.steps):
        raise ValueError(f"{step:g} is out of range: 0 to {experiment.steps}")
    return None if step == experiment.steps else step


def shown_scene(key: str) -> str:
    """The scene that the page is at; ValueError for one that there is not."""
    if key not in SCENES:
        raise ValueError(f"“{key[:40]}” is not known; {one_of(key, SCENES)}")
    return key
