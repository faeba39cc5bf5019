"""The optimizers of keras.optimizers, by the rule and its conventions in their order. The rest is written out."""

from collections.abc import Mapping

from optimizers.programs import libraries
from optimizers.programs.libraries import Step, cast
from optimizers.programs.named import AVERAGE, UNCORRECTED, Hyper, Own, average, uncorrected

FLOAT32 = "On TensorFlow Keras rounds {} to float32."
HAT = f"Keras adds ε to the root before its correction. {FLOAT32.format('the powers of β1 and β2')}"
OUTSIDE = "Keras adds ε inside the root."
BETA = FLOAT32.format("β")
RATE = f"Keras keeps each gradient's own rate in the sum: where the rate changes, the walk differs. {BETA}"
OFF = f"Keras always corrects the averages: the rate undoes it. {FLOAT32.format('the powers of β1 and β2')}"
BETAS = "{rate}, beta_1={beta1}, beta_2={beta2}, epsilon={epsilon}"


def _sgd(why: str = RATE, averaged: bool = False, nesterov: bool = False) -> Own:
    def step(h: Hyper) -> Step:
        return libraries.keras_sgd(h["beta"], nesterov)

    call = "SGD({rate}, momentum={beta}" + (", nesterov=True)" if nesterov else ")")
    return Own(call, step, why, AVERAGE, average) if averaged else Own(call, step, why)


def _adam(name: str, why: str, more: str = "", off: bool = False, largest: bool = False) -> Own:
    def step(h: Hyper) -> Step:
        decay = h.get("weight_decay", 0.0)
        return libraries.adam(h["beta1"], h["beta2"], h["epsilon"], decay, hat=True, largest=largest)

    call = f"{name}({BETAS}{more})"
    return Own(call, step, why, UNCORRECTED, uncorrected) if off else Own(call, step, why)


def _rmsprop(why: str = "") -> Own:
    call = "RMSprop({rate}, rho={beta}, epsilon={epsilon})"
    return Own(call, lambda h: libraries.rmsprop(h["beta"], h["epsilon"], inside=True), why)


def _adagrad(why: str = "") -> Own:
    call = "Adagrad({rate}, initial_accumulator_value=0.0, epsilon={epsilon})"
    return Own(call, lambda h: libraries.adagrad(h["epsilon"], inside=True), why)


KERAS: Mapping[tuple[str, ...], Own] = {
    ("gradient_descent",): Own("SGD({rate})", lambda h: libraries.keras_sgd()),
    ("momentum", "one_minus_beta"): _sgd(averaged=True),
    ("momentum", "one"): _sgd(),
    ("rmsprop", "outside_root"): _rmsprop(OUTSIDE),
    ("rmsprop", "inside_root"): _rmsprop(),
    ("adam", "outside_root", "on"): _adam("Adam", HAT),
    ("adam", "inside_root", "on"): _adam("Adam", f"Keras adds ε outside the root. {HAT}"),
    ("adam", "outside_root", "off"): _adam("Adam", OFF, off=True),
    ("adam", "inside_root", "off"): _adam("Adam", f"{OFF} It adds ε outside the root.", off=True),
    ("adagrad", "outside_root"): _adagrad(OUTSIDE),
    ("adagrad", "inside_root"): _adagrad(),
    ("adadelta",): Own(
        "Adadelta({rate}, rho={rho}, epsilon={epsilon})",
        lambda h: libraries.adadelta(h["rho"], h["epsilon"]),
    ),
    ("nesterov", "rewritten", "one"): _sgd(nesterov=True),
    ("nesterov", "rewritten", "one_minus_beta"): _sgd(averaged=True, nesterov=True),
    ("heavy_ball", "on_gradient"): _sgd(
        f"{BETA} Where the rate is 0 the page's ball stands still, and Keras's rolls on."
    ),
    ("heavy_ball", "on_sum"): _sgd(),
    ("nadam",): Own(
        f"Nadam({BETAS})",
        lambda h: libraries.nadam(cast(h["beta1"]), cast(h["beta2"]), h["epsilon"], 1.0, cast(0.96)),
        "Keras warms β1 up by Dozat's schedule, and has no switch for it.",
    ),
    ("adamax",): Own(
        f"Adamax({BETAS})",
        lambda h: libraries.adamax(h["beta1"], h["beta2"], h["epsilon"], late=True),
        f"Keras adds ε at the division, not beside |g|. {FLOAT32.format('the powers of β1')}",
    ),
    ("amsgrad", "on"): _adam(
        "Adam",
        f"Keras takes the largest s before its correction, and corrects that. {HAT}",
        ", amsgrad=True",
        largest=True,
    ),
    ("amsgrad", "off"): _adam("Adam", OFF, ", amsgrad=True", off=True, largest=True),
    ("adamw",): _adam("AdamW", HAT, ", weight_decay={weight_decay}"),
    ("lion",): Own(
        "Lion({rate}, beta_1={beta1}, beta_2={beta2})",
        lambda h: libraries.lion(h["beta1"], h["beta2"]),
        FLOAT32.format("β1 and β2"),
    ),
}
