"""What becomes of a row's gradients before its rule meets them: fields for the two clips and for L2."""

from dataclasses import replace

import streamlit as st

from components.controls.fields import field, number
from components.numbers import read_number, spell
from optimizers import Run

LABELS = {  # by the field of Run, in the order in which they act
    "clip_value": "clip each coordinate of the gradient at ± (none: not)",
    "clip_norm": "clip the norm of the gradient at (none: not)",
}
NONE = "none"
L2 = "L2 (added to the gradient): λ of g + λW"
NOTE = (
    "In this order: as PyTorch's clip_grad_value_, clip_grad_norm_ and weight_decay, or optax's chain of clip, "
    "clip_by_global_norm and add_decayed_weights; Keras clips once, in its optimizer. PyTorch adds 1e-6 to the norm "
    "that it divides by; optax, Keras and this page do not. L2 is the slope of ½λ‖W‖²: Newton's Hessian and a line "
    "search know of it, and J is shown without it."
)


def treatment(run: Run, i: int, name: str) -> Run:
    """The fields of row i."""
    for key, label in LABELS.items():
        run = _clip(run, i, key, f"{name}: {label}")

    def accept(text: str) -> float:
        return replace(run, l2=read_number(text)).l2

    run = replace(run, l2=number(f"row-{i}-l2", f"{name} {L2}", run.l2, accept))
    if run.treatment:
        st.caption(NOTE)
    return run


def _clip(run: Run, i: int, key: str, label: str) -> Run:
    now = getattr(run, key)

    def accept(text: str) -> float | None:
        return getattr(replace(run, **{key: None if text.strip().lower() in ("", NONE) else read_number(text)}), key)

    shown = NONE if now is None else spell(now)
    return replace(run, **{key: field(f"row-{i}-{key}", label, now, shown, accept)})
