"""Questions stay questions: where a page still asks what to expect, nothing is told that its runs would show."""

from dataclasses import replace

from components.share_link import View


def outcome_hidden(view: View) -> bool:
    """Whether the reader is asked what to expect, and has not let the runs go yet."""
    return bool(view.scene) and view.step == 0


def told(view: View) -> View:
    """What may leave of `view`: without its runs, and those pinned to compare with, while their outcome is hidden."""
    if not outcome_hidden(view):
        return view
    return replace(view, off=frozenset(range(len(view.experiment.runs))), pinned=None)
