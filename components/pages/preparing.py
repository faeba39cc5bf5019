"""What a link asks for that takes a while: the training of the network through whose weights its landscape is laid."""

from contextlib import closing

import streamlit as st

from components.training_link import NETWORK, read_training
from optimizers.training import followed, ready


def train_first(key: str) -> None:
    """Train the network of the landscape `key`, if it is one's and not at hand, and show how far that is.

    What is wrong with the key is said when the link is read.
    """
    if not key.startswith(NETWORK):
        return
    try:
        training = read_training(key.removeprefix(NETWORK).partition("~")[2])
        if ready(training) or not training.runs:
            return
        bar = st.progress(0.0, "This landscape is a plane through a network's weights: preparing to train it…")
        with closing(followed(training)) as parts:  # where the reader goes elsewhere, others need not wait
            for part in parts:
                bar.progress(part.end / training.epochs, f"Training the network: epoch {part.end} of {training.epochs}")
        bar.empty()
    except ValueError:
        return
