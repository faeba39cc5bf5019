"""A training in tf.keras: Sequential, Dense and compile, with the optimizer's settings that come closest."""

from optimizers.programs.followed import Followed
from optimizers.programs.keras_names import KERAS
from optimizers.programs.named import key
from optimizers.programs.networks import followed
from optimizers.programs.networks.data import data, heading, imports, loop
from optimizers.programs.parts import joined
from optimizers.programs.rates import Counted, is_constant, rate
from optimizers.programs.trace import CannotPrintError
from optimizers.programs.treated import keras_clips
from optimizers.training.spec import Training

COMPILED = [
    "model.compile(",
    "    optimizer=optimizer,",
    "    loss=keras.losses.BinaryCrossentropy(from_logits=True),",
    "    metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)],  # of the logits",
    ")",
    "model.set_weights([part for W, b in first for part in (W.T, b)])",
]


def text(training: Training, row: int) -> tuple[str, Followed]:
    """The program of one run, and what following it showed.

    CannotPrintError for a rule that is not Keras's.
    """
    run = training.runs[row]
    own = KERAS.get(key(run))
    if own is None or (run.optimizer == "lion" and run.rule.hyper(run.hyper)["beta1"] == 0):
        raise CannotPrintError(f"Keras has no {run.rule.title} with these settings; NumPy's program has it")
    clips = keras_clips(run, "global_clipnorm")
    if clips is None:
        raise CannotPrintError("Keras clips once, and adds L2 to the loss, before the clip; NumPy's program has it")
    found = followed.own(training, row, own)
    hyper = {name: repr(value) for name, value in run.rule.hyper(run.hyper).items()}
    alpha = rate(run, Counted(training.epochs), "np", at="epoch")
    times = f"{own.times.format(**hyper)} * " if own.times else ""
    steady = is_constant(run) and "**n" not in times
    setting = f"optimizer.learning_rate = {times}{alpha.text}"
    always = not steady and "**n" in times
    turn = [*([setting] if always else []), "model.train_on_batch(x[batch], y[batch, None])"]
    each_epoch = () if steady or always else (setting,)
    first = f"{times}{run.learning_rate!r}"
    made = own.call.format(rate=first if steady else repr(run.learning_rate), **hyper)
    widths = [f'keras.layers.Dense({width}, activation="{training.activation}"),' for width in training.layers]
    layers = [f"keras.Input(({training.network.sizes[0]},)),", *widths, "keras.layers.Dense(1),"]
    program = joined(
        heading(training, row, "tf.keras", found.note),
        [*imports(training, "from tensorflow import keras"), "", 'keras.backend.set_floatx("float64")'],
        *data(training),
        *(() if steady else alpha.blocks),
        ["model = keras.Sequential(", "    [", *(f"        {line}" for line in layers), "    ]", ")"],
        [f"optimizer = keras.optimizers.{made[:-1]}{clips})", *COMPILED],
        # W of shape (out, in), as the other libraries have it
        loop(turn, "[part.T for part in model.get_weights()]", each_epoch),
        [
            "J, _ = model.evaluate(x, y[:, None], verbose=0)",
            "_, accuracy = model.evaluate(held_x, held_y[:, None], verbose=0)",
            'print("J =", J, "held-out accuracy =", accuracy)',
        ],
    )
    return program, found
