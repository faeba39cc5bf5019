"""A run as a program in the reader's own library: complete text, with the run's own settings, that can be run as it is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from optimizers.experiment import Experiment
from optimizers.programs import numpy_program
from optimizers.programs.trace import CannotPrintError


class Program(NamedTuple):
    """A program, what is to be known of it, and whether it walks the page's path."""

    text: str
    note: str
    exact: bool | None  # to 1e-9 in every step; None: there is no program, and the note says why
