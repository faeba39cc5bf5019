"""Costs that are a network's: the data sets it is trained on, and its cost as a function of all its weights."""

from landscapes.networks.datasets import DATASETS, Dataset, Examples, examples
from landscapes.networks.dense import ACTIVATIONS, Network, cross_entropy

__all__ = ["ACTIVATIONS", "DATASETS", "Dataset", "Examples", "Network", "cross_entropy", "examples"]
