"""Training a network: its cost has hundreds of weights instead of two, and mini-batches of real examples.

`train` goes through the epochs part by part, `trained` to the end; a finished training is kept for a while.
"""

from optimizers.training.bounds import affordable
from optimizers.training.keeping import Trained, followed, kept, ready, trained
from optimizers.training.loop import MEASURES, Part, train
from optimizers.training.spec import TRAINABLE, Training, check_trainable

__all__ = [
    "MEASURES",
    "TRAINABLE",
    "Part",
    "Trained",
    "Training",
    "affordable",
    "check_trainable",
    "followed",
    "kept",
    "ready",
    "train",
    "trained",
]
