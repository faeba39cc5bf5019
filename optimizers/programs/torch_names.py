"""The optimizers of torch.optim, by the rule and its conventions in their order. The rest is written out."""

from collections.abc import Mapping

from optimizers.experiment import Run
from optimizers.programs import libraries
from optimizers.programs.libraries import Step
from optimizers.programs.named import AVERAGE, UNCORRECTED, Hyper, Own, average, key, uncorrected

INSIDE = "PyTorch adds ε outside the root."
OFF = "PyTorch always corrects the averages: the rate undoes it, but for ε."
BETAS = "lr={rate}, betas=({beta1}, {beta2}), eps={epsilon}"


def _adam(call: str, why: str = "", off: bool = False, **more) -> Own:
    def step(h: Hyper) -> Step:
        return libraries.adam(h["beta1"], h["beta2"], h["epsilon"], h.get("weight_decay", 0.0), **more)

    return Own(call, step, why, UNCORRECTED, uncorrected) if off else Own(call, step, why)


def _sgd(call: str, why: str = "", averaged: bool = False, nesterov: bool = False) -> Own:
    def step(h: Hyper) -> Step:
        return libraries.torch_sgd(h["beta"], nesterov)

    return Own(call, step, why, AVERAGE, average) if averaged else Own(call, step, why)


def _rmsprop(why: str = "") -> Own:
    call = "RMSprop([w], lr={rate}, alpha={beta}, eps={epsilon})"
    return Own(call, lambda h: libraries.rmsprop(h["beta"], h["epsilon"], inside=False), why)


def _adagrad(why: str = "") -> Own:
    call = "Adagrad([w], lr={rate}, eps={epsilon})"
    return Own(call, lambda h: libraries.adagrad(h["epsilon"], inside=False), why)


TORCH: Mapping[tuple[str, ...], Own] = {
    ("gradient_descent",): Own("SGD([w], lr={rate})", lambda h: libraries.torch_sgd()),
    ("momentum", "one_minus_beta"): _sgd("SGD([w], lr={rate}, momentum={beta})", averaged=True),
    ("momentum", "one"): _sgd("SGD([w], lr={rate}, momentum={beta})"),
    ("rmsprop", "outside_root"): _rmsprop(),
    ("rmsprop", "inside_root"): _rmsprop(INSIDE),
    ("adam", "outside_root", "on"): _adam(f"Adam([w], {BETAS})"),
    ("adam", "inside_root", "on"): _adam(f"Adam([w], {BETAS})", INSIDE),
    ("adam", "outside_root", "off"): _adam(f"Adam([w], {BETAS})", OFF, off=True),
    ("adam", "inside_root", "off"): _adam(f"Adam([w], {BETAS})", f"{OFF} {INSIDE}", off=True),
    ("adagrad", "outside_root"): _adagrad(),
    ("adagrad", "inside_root"): _adagrad(INSIDE),
    ("adadelta",): Own(
        "Adadelta([w], lr={rate}, rho={rho}, eps={epsilon})",
        lambda h: libraries.adadelta(h["rho"], h["epsilon"]),
    ),
    ("nesterov", "rewritten", "one"): _sgd("SGD([w], lr={rate}, momentum={beta}, nesterov=True)", nesterov=True),
    ("nesterov", "rewritten", "one_minus_beta"): _sgd(
        "SGD([w], lr={rate}, momentum={beta}, nesterov=True)", averaged=True, nesterov=True
    ),
    ("heavy_ball", "on_sum"): _sgd("SGD([w], lr={rate}, momentum={beta})"),
    ("heavy_ball", "on_gradient"): _sgd(
        "SGD([w], lr={rate}, momentum={beta})",
        "PyTorch multiplies the whole sum by today's rate: where the rate changes, the walk differs.",
    ),
    ("nadam",): Own(
        # So large a decay leaves β1 as it is: the power of 0.96 is 0.
        f"NAdam([w], {BETAS}, momentum_decay=1e6)",
        lambda h: libraries.nadam(h["beta1"], h["beta2"], h["epsilon"], 1e6),
    ),
    ("adamax",): Own(
        f"Adamax([w], {BETAS})",
        lambda h: libraries.adamax(h["beta1"], h["beta2"], h["epsilon"], late=False),
    ),
    ("amsgrad", "on"): _adam(
        f"Adam([w], {BETAS}, amsgrad=True)",
        "PyTorch takes the largest s before its correction, and corrects that.",
        largest=True,
    ),
    ("amsgrad", "off"): _adam(f"Adam([w], {BETAS}, amsgrad=True)", OFF, off=True, largest=True),
    ("radam",): Own(
        f"RAdam([w], {BETAS})",
        lambda h: libraries.radam(h["beta1"], h["beta2"], h["epsilon"]),
        "PyTorch adds ε to the root before its correction.",
    ),
    ("adamw",): _adam(f"AdamW([w], {BETAS}, weight_decay={{weight_decay}})"),
    ("rprop",): Own(
        "Rprop([w], lr={rate}, etas=({eta_minus}, {eta_plus}), step_sizes=(1e-6 * {rate}, 50.0 * {rate}))",
        lambda h: libraries.rprop(h["eta_minus"], h["eta_plus"], 1e-6 * h["learning_rate"], 50.0 * h["learning_rate"]),
        "PyTorch's rate is only the length of the first step: a schedule changes nothing.",
    ),
}


def own_of(run: Run) -> Own | None:
    """PyTorch's optimizer for a run; None where it has none, or raises an error at what the run is set to."""
    hyper = run.rule.hyper(run.hyper)
    if run.optimizer == "rprop" and not 0 < hyper["eta_minus"] < 1 < hyper["eta_plus"]:
        return None
    return TORCH.get(key(run))
