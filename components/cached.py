"""What pages keep between visits: nothing else of the script caches, and every cache has a bound."""

from functools import lru_cache

import streamlit as st

from optimizers import Experiment
from optimizers.findings import FINDINGS
from optimizers.findings.base import Numbers
from optimizers.programs import Program, program, program_of_training
from optimizers.training.spec import Training


@st.cache_data(max_entries=256, show_spinner="Running the sweeps …")
def checked(finding: str, place: int) -> Numbers:
    """The numbers of a finding's evidence, the first of it at place 0. The same for every visitor."""
    return FINDINGS[finding].evidence[place].check()


@lru_cache(maxsize=64)
def written_out(experiment: Experiment, row: int, library: str) -> Program:
    """The run of this row as a program. The same for every visitor."""
    return program(experiment, row, library)


@lru_cache(maxsize=64)
def training_written_out(training: Training, row: int, library: str) -> Program:
    """The run of this row of a training as a program. The same for every visitor."""
    return program_of_training(training, row, library)
