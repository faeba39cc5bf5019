"""Optimizers and what they do: the catalogue in teaching order, the schedules, and `perform`."""

from optimizers.base import GROUPS, Optimizer
from optimizers.catalogue import CATALOGUE
from optimizers.experiment import Experiment, Run
from optimizers.schedules import SCHEDULES, Schedule
from optimizers.trajectory import Trajectory, perform

__all__ = ["CATALOGUE", "GROUPS", "SCHEDULES", "Experiment", "Optimizer", "Run", "Schedule", "Trajectory", "perform"]
