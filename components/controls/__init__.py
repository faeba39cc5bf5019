"""The controls of an experiment. Each takes a `View` and returns the edited one.

A field that cannot be read says what it got and what it accepts, and leaves the view as it was.
"""

from components.controls.landscape import landscape
from components.controls.noise import noise
from components.controls.optimizers import optimizers, steps
from components.controls.start import start

__all__ = ["landscape", "noise", "optimizers", "start", "steps"]
