"""A run in tf.keras: its own optimizer with the settings that come closest, or where it has none the rule written out.

It runs eagerly and in float64. Keras's own schedules are computed in float32: they are named, and written out instead.
"""

from optimizers.experiment import Experiment, Run
from optimizers.programs import followed, parts
from optimizers.programs.cost import constants, cost
from optimizers.programs.dialects import NUMPY, TENSORFLOW
from optimizers.programs.followed import Followed
from optimizers.programs.keras_names import KERAS
from optimizers.programs.named import Own, key
from optimizers.programs.printer import real
from optimizers.programs.rates import Rate, counted_of, is_constant, rate
from optimizers.programs.second import lbfgs, newton
from optimizers.programs.treated import function, keras_clips, keras_lines, met
from optimizers.programs.written import GRADIENTS, start, written

WITHOUT = {
    "nesterov": "keras.optimizers.SGD has Nesterov's momentum in its rewritten form only: the rule is written out.",
    "lion": "keras.optimizers.Lion refuses β1 = 0: the rule is written out.",
}
NONE = "Keras has no such rule: it is written out in TensorFlow."
HESSIAN = [
    "def hessian(w, *examples):",
    "    with tf.GradientTape() as tape:",
    "        tape.watch(w)",
    "        g = gradient(w, *examples)",
    "    bends = tape.jacobian(g, w)",
    "    return bends[0, 0], bends[0, 1], bends[1, 1]",
]


def text(experiment: Experiment, row: int) -> tuple[str, Followed]:
    """The program of one run, and what following it showed."""
    run = experiment.runs[row]
    own = KERAS.get(key(run))
    if run.optimizer == "lion" and run.rule.hyper(run.hyper)["beta1"] == 0:
        own = None
    if own is None:
        found = followed.ruled(experiment, row, TENSORFLOW)
        found = found._replace(note=f"{WITHOUT.get(run.optimizer, NONE)} {found.note}")
        body = _written(experiment, run)
    else:
        found = followed.own(experiment, row, own, TENSORFLOW)
        body = _own(experiment, run, own)
    body_text = "\n".join(line for block in body for line in block)
    first = [constants(experiment, TENSORFLOW), cost(experiment.surface, TENSORFLOW)]
    numpy = ["import numpy as np"] if "np." in body_text else []
    imports = [*parts.math([*first, *body]), *numpy, "import tensorflow as tf"]
    float64 = ["from tensorflow import keras", "", 'keras.backend.set_floatx("float64")'] if own else []
    return (
        parts.joined(
            parts.heading(experiment, row, "tf.keras" if own else "TensorFlow", found.note),
            [*imports, *float64],
            *first,
            *body,
            ['print("W =", [float(x) for x in w], "J =", float(cost(*tf.unstack(w))))'],
        ),
        found,
    )


def _drawn(experiment: Experiment, run: Run) -> list[str]:
    return [f"steps = {experiment.steps}", *parts.noise(experiment, TENSORFLOW), *parts.batches(experiment, run)]


def _own(experiment: Experiment, run: Run, own: Own) -> list[list[str]]:
    """The program with an optimizer of keras.optimizers."""
    hyper = {name: repr(value) for name, value in run.rule.hyper(run.hyper).items()}
    times = own.times.format(**hyper)
    alpha = _rate(experiment, run, times)
    clips, error = keras_clips(run), parts.error(experiment)
    by_hand = [*([f"g = g{error}"] if error else []), *keras_lines(run)] if clips is None else []
    turn = [
        "with tf.GradientTape() as tape:",
        f"    J = cost(*tf.unstack(w){parts.examples(experiment, run, TENSORFLOW)})",
        "g = tape.gradient(J, w)",
        *by_hand,
        f"optimizer.apply_gradients([(g{'' if by_hand else error}, w)])",
    ]
    made = own.call.format(rate=alpha.text, **hyper)
    return [
        *alpha.blocks,
        _drawn(experiment, run),
        [
            f"w = tf.Variable({list(experiment.origin)}, dtype=tf.float64)",
            f"optimizer = keras.optimizers.{made[:-1]}{clips or ''})",
        ],
        parts.loop(turn, "w.numpy()"),
    ]


def _rate(experiment: Experiment, run: Run, times: str) -> Rate:
    """What the optimizer is given as its rate: a number, or a schedule in float64."""
    by = f"{times} * " if times else ""
    changing = "**n" in times
    if is_constant(run) and not changing:
        return Rate(([f"alpha = {by}{real(run.learning_rate)}"],), "alpha")
    alpha = rate(run, counted_of(experiment, run), "np")
    stock = None if changing else _stock(experiment, run, f"{by}{real(run.learning_rate)}")
    rated = [
        *([f"# In float32 the same is keras.optimizers.schedules.{stock}."] if stock else []),
        "class Rate(keras.optimizers.schedules.LearningRateSchedule):",
        "    def __call__(self, count):  # Keras counts from 0",
        "        n = int(count) + 1",
        f"        return tf.constant({by}{alpha.text}, tf.float64)",
    ]
    return Rate((*alpha.blocks, rated), "Rate()")


def _stock(experiment: Experiment, run: Run, first: str) -> str | None:
    """Keras's own schedule, where it is the same but for its float32."""
    k, counted = real(run.how.check(run.decay)), experiment.counted(run)
    stairs = f"decay_steps={counted}, decay_rate={k}" + (", staircase=True" if counted > 1 else "")
    if run.warmup:
        return None
    if run.schedule in ("inverse_time", "exponential"):
        return f"{'InverseTimeDecay' if run.schedule == 'inverse_time' else 'ExponentialDecay'}({first}, {stairs})"
    if run.schedule == "cosine" and counted == 1:
        return f"CosineDecay({first}, decay_steps={counted_of(experiment, run).own(run)}, alpha={k})"
    if run.schedule == "polynomial" and counted == 1:
        end, steps = run.how.settled(run.schedule_parameters)["end"], counted_of(experiment, run).own(run)
        return f"PolynomialDecay({first}, decay_steps={steps}, end_learning_rate={real(end)} * {first}, power={k})"
    return None


def _written(experiment: Experiment, run: Run) -> list[list[str]]:
    """The program with the rule written out in TensorFlow."""
    alpha = rate(run, counted_of(experiment, run), "np")
    given = parts.examples(experiment, run, TENSORFLOW)
    at = met(run, f"gradient({{}}{given}){parts.error(experiment)}")
    # L-BFGS keeps its pairs in NumPy.
    dialect = NUMPY if run.optimizer == "lbfgs" else TENSORFLOW
    functions, first = [GRADIENTS[TENSORFLOW.functions], function(run, dialect)], start(experiment, TENSORFLOW)
    if run.optimizer == "newton":
        functions.append(HESSIAN)
        rule = newton(run, alpha.text, at, f"hessian(w{given})", TENSORFLOW)
    elif run.optimizer == "lbfgs":
        at = met(run, f"gradient(tf.constant({{}}){given}).numpy(){parts.error(experiment)}")
        rule = lbfgs(run, alpha.text, at, f"float({parts.cost_at(experiment, run, TENSORFLOW)})")
        first += ".numpy()"
    else:
        rule = written(run, alpha.text, TENSORFLOW, at, parts.stands(experiment, run))
    return [
        *functions,
        *alpha.blocks,
        _drawn(experiment, run),
        [f"w = {first}", *rule.before],
        parts.loop(rule.inside),
    ]
