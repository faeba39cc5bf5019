"""What was wrong with the link that a page was opened by."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.query import Note
from components.words import plain


def damage(problems: Sequence[str], where: Any = st) -> None:
    """Say what of the link could not be read, and quietly what was left out of it."""
    notes = [problem for problem in problems if isinstance(problem, Note)]
    wrong = [problem for problem in problems if not isinstance(problem, Note)]
    if wrong:
        lines = "\n".join(f"- {plain(problem)}" for problem in wrong)
        where.warning(f"This link is damaged. What could be read is shown.\n\n{lines}")
    if notes:
        where.caption("In the link: " + "; ".join(map(plain, notes)) + ".")
