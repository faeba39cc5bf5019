"""What a training is: a data set, a network, and the optimizers to compare on it. Choices only, never results."""

from dataclasses import dataclass
from math import ceil

from landscapes.base import Interval
from landscapes.networks import ACTIVATIONS, DATASETS, Dataset, Network
from optimizers.catalogue import CATALOGUE
from optimizers.experiment import SEEDS, Run, check_known, check_runs, check_whole, set_fields, shortened

WIDTHS = Interval(1, 32)
DEPTHS = Interval(1, 4)
EPOCHS = Interval(1, 1000)
MOST_RUNS = 8
SHARE = 0.8  # of the examples that are trained on

# Of a network's many weights a Hessian would be a large matrix at every step.
TRAINABLE = tuple(key for key, rule in CATALOGUE.items() if "hessian" not in rule.needs)


@dataclass(frozen=True)
class Training:
    """Runs from the same first weights of one network on one data set. ValueError names a choice out of range.

    A seeded split keeps a fifth of the examples apart. Each step meets a mini-batch of the others: drawn without
    replacement, in a new order every epoch, the last one of an epoch smaller where the size does not divide their
    number, and the same batches for every run. n of a schedule (its decay, warm-up and horizon) counts epochs.
    """

    data: str = "breast_cancer"  # a key of DATASETS
    layers: tuple[int, ...] = (8, 8)  # the hidden widths, DEPTHS of them, each in WIDTHS
    activation: str = "relu"  # of ACTIVATIONS
    epochs: int = 500
    batch_size: int = 32  # 1 to m, where m is the full batch
    seed: int = 0
    runs: tuple[Run, ...] = ()  # at most MOST_RUNS, of rules in TRAINABLE

    def __post_init__(self) -> None:
        check_known("data set", self.data, DATASETS)
        check_known("activation", self.activation, ACTIVATIONS)
        set_fields(self, layers=_layers(self.layers), epochs=check_whole("epochs", self.epochs, EPOCHS))
        set_fields(self, batch_size=check_whole("batch size", self.batch_size, Interval(1, self.count)))
        set_fields(self, seed=check_whole("seed", self.seed, SEEDS), runs=check_runs(self.runs))
        if len(self.runs) > MOST_RUNS:
            raise ValueError(f"{len(self.runs)} runs: a training compares at most {MOST_RUNS}")
        for run in self.runs:
            check_trainable(run)

    @property
    def dataset(self) -> Dataset:
        """The data set with its facts."""
        return DATASETS[self.data]

    @property
    def network(self) -> Network:
        """The network whose weights are trained."""
        return Network((len(self.dataset.features), *self.layers, 1), self.activation)

    @property
    def count(self) -> int:
        """m, the examples that are trained on."""
        return int(SHARE * self.dataset.count)

    @property
    def held(self) -> int:
        """The examples that are kept apart."""
        return self.dataset.count - self.count

    @property
    def steps_per_epoch(self) -> int:
        """The mini-batches of an epoch, the last of which may be smaller."""
        return ceil(self.count / self.batch_size)


def check_trainable(run: Run) -> None:
    """ValueError, in words, for a run whose rule asks for more than a network's training can give it."""
    if run.optimizer not in TRAINABLE:
        raise ValueError(
            f"{run.rule.title} asks for the Hessian at every step; of a network with hundreds of weights that is a "
            "matrix too large to compute so often. Choose an optimizer that uses gradients alone"
        )
    if run.batch_size is not None:
        raise ValueError(f"{run.rule.title} has a batch size of its own; all runs of a training meet the same batches")


def _layers(value: object) -> tuple[int, ...]:
    if isinstance(value, str | bytes) or not hasattr(value, "__iter__"):
        raise ValueError(f"layers = {shortened(value)}: they must be a sequence of widths")
    widths = tuple(value)  # pyright: ignore[reportArgumentType]
    if len(widths) not in DEPTHS:
        raise ValueError(f"{len(widths)} hidden layers are out of range: {DEPTHS.low} to {DEPTHS.high}")
    return tuple(check_whole("width of a layer", width, WIDTHS) for width in widths)
