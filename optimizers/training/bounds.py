"""What one training may cost: its time, and the room for the weights of all its epochs."""

from optimizers.training.spec import Training

# A weight is met once in every step and, with many examples at a time, once for every 32 of them: about 30 ns each.
MOST_WORK = 600_000_000  # such meetings: some 20 s
MOST_WEIGHTS = 16_000_000  # recorded after every epoch of every run: 64 MB


def affordable(training: Training) -> None:
    """ValueError, in words, for a training of no run, too long a one, or one with too many weights to record."""
    if not training.runs:
        raise ValueError("there is nothing to train: tick an optimizer")
    epochs, runs, weights = training.epochs, len(training.runs), training.network.parameters
    asked = f"{runs} optimizers for {epochs:,} epochs of {training.steps_per_epoch:,} steps on {weights:,} weights"
    if work(training) > MOST_WORK:
        raise ValueError(
            f"{asked} would take about {20 * work(training) / MOST_WORK:,.0f} s, and 20 are the most: "
            "take fewer epochs or optimizers, larger batches, or a smaller network"
        )
    if runs * (epochs + 1) * weights > MOST_WEIGHTS:
        raise ValueError(
            f"{asked}: the weights after every epoch are {runs * (epochs + 1) * weights:,} numbers, and "
            f"{MOST_WEIGHTS:,} are the most: take fewer epochs or optimizers, or a smaller network"
        )


def work(training: Training) -> float:
    """How often a weight is met in the training of all runs, to tell what it costs before it begins."""
    each = training.network.parameters * (training.steps_per_epoch + training.count / 32)
    return len(training.runs) * training.epochs * each
