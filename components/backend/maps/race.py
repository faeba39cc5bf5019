"""The race: all ticked runs from the experiment's start, on terms that favour none, and who arrives first."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from components.backend.maps.frame import Answer, finite
from components.backend.maps.request import Kind, affordable
from components.run_spelling import spell_run
from components.words import names
from optimizers import Experiment
from optimizers.rounding import decided_from
from optimizers.sweep import TERMS, race
from optimizers.sweep.race import TRIED

MOST = 40_000_000  # steps of all runs: more than eight runs of 500 steps take on any terms
STARTS = 64  # from which "landscape" tries every rate, see optimizers/sweep/everywhere.py
COLUMNS = (
    *("rank", "title", "run", "learning_rate", "steps", "evaluations"),
    *("J", "steps_to_tolerance", "evaluations_to_tolerance", "stays_from", "evaluations_to_stay"),
    *("outcome", "decided_from"),
)


def read(experiment: Experiment, texts: Mapping[str, str]) -> dict[str, Any]:
    """`terms`, one of TERMS."""
    terms = texts.get("terms", "own")
    if terms not in TERMS:
        raise ValueError(f"terms: “{terms[:40]}” is not known; choose one of {', '.join(TERMS)}")
    affordable(performed(experiment, terms), experiment.steps, MOST)
    return {"terms": terms}


def performed(experiment: Experiment, terms: str) -> int:
    """How many runs the race takes: to find the rates, and the race itself."""
    tried = {"own": len(TRIED), "landscape": STARTS * len(TRIED)}.get(terms, 0)
    return len(experiment.runs) * (tried + 1)


def answer(experiment: Experiment, terms: str) -> Answer:
    """No arrays. The head has "rows", one for each run in the experiment's order, with what COLUMNS names.

    "run" is the row of a link that makes this run again, J None where it is not finite, the two "to_tolerance" None
    where it never arrives, "rank" and the two of staying None where it does not stay; "steps" are its own, and
    "evaluations" those of a gradient in them. "decided_from" is the step from which rounding decides the run, None for
    none. "words" are the terms'.
    """
    racers = race(experiment, terms)
    rows = [
        {
            "rank": racer.rank,
            "title": title,
            "run": spell_run(racer.run, off=False),
            "learning_rate": racer.run.learning_rate,
            "steps": racer.steps,
            "evaluations": racer.evaluations,
            "J": finite(racer.cost),
            "steps_to_tolerance": racer.steps_to_tolerance,
            "evaluations_to_tolerance": racer.evaluations_to_tolerance,
            "stays_from": racer.stays_from,
            "evaluations_to_stay": racer.evaluations_to_stay,
            "outcome": racer.outcome,
            "decided_from": decided_from(replace(experiment, runs=(racer.run,), steps=racer.steps))[0],
        }
        for title, racer in zip(names(experiment), racers, strict=True)
    ]
    head = {"runs": performed(experiment, terms), "terms": terms, "words": TERMS[terms], "rows": rows}
    return Answer(head, {}, lambda: table(rows))


def table(rows: list[dict[str, Any]]):
    """A row for every run; nothing where there is no such number."""
    yield COLUMNS
    for row in rows:
        yield ["" if row[name] is None else row[name] for name in COLUMNS]


KIND = Kind(("terms",), read, answer)
