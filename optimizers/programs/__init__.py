"""A run as a program in the reader's own library: complete text with the run's own settings, to be run as it is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from optimizers.experiment import Experiment
from optimizers.programs import keras_program, numpy_program, optax_program, torch_program
from optimizers.programs.followed import Followed
from optimizers.programs.networks import keras_program as keras_network
from optimizers.programs.networks import numpy_program as numpy_network
from optimizers.programs.networks import optax_program as optax_network
from optimizers.programs.networks import torch_program as torch_network
from optimizers.programs.trace import CannotPrintError
from optimizers.training.spec import Training

# The libraries, each with its title.
LIBRARIES: Mapping[str, str] = MappingProxyType(
    {"numpy": "NumPy", "optax": "optax", "keras": "tf.keras", "torch": "PyTorch"}
)


class Program(NamedTuple):
    """A program, and what following it for this run showed, see `Followed`; without a program the note says why."""

    text: str
    note: str
    kind: str = ""
    step: int | None = None

    @property
    def exact(self) -> bool | None:
        """Whether each step is the page's to 1e-9 and rounding does not decide the end; None without a program."""
        return self.kind == "same" if self.kind else None


_WRITERS: Mapping[str, Callable[[Experiment, int], tuple[str, Followed]]] = MappingProxyType(
    {
        "numpy": numpy_program.text,
        "optax": optax_program.text,
        "keras": keras_program.text,
        "torch": torch_program.text,
    }
)


_TRAINERS: Mapping[str, Callable[[Training, int], tuple[str, Followed]]] = MappingProxyType(
    {
        "numpy": numpy_network.text,
        "optax": optax_network.text,
        "keras": keras_network.text,
        "torch": torch_network.text,
    }
)


def program(experiment: Experiment, row: int, library: str) -> Program:
    """The run of this row as a program in a library, a key of LIBRARIES; KeyError for another.

    Where J cannot be written in a few lines the text is empty, and the note says what is in the way.
    """
    try:
        text, found = _WRITERS[library](experiment, row)
    except CannotPrintError as error:
        return Program("", f"This cost is not written out as a program: {error}.")
    return Program(text, *found)


def program_of_training(training: Training, row: int, library: str) -> Program:
    """The run of this row of a training as a program in a library, a key of LIBRARIES; KeyError for another.

    Where a library has no such rule and it is not written out, the text is empty, and the note says what is missing.
    """
    try:
        text, found = _TRAINERS[library](training, row)
    except CannotPrintError as error:
        return Program("", f"This training is not written out as a program: {error}.")
    return Program(text, *found)


__all__ = ["LIBRARIES", "Program", "program", "program_of_training"]
