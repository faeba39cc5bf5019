"""What the tests of the runs share: hand-written gradients, independent loops, and a count of compilations."""

from collections.abc import Callable
from dataclasses import replace

import jax
import numpy as np
import pytest
from jax import numpy as jnp

from optimizers import Experiment, Run, Trajectory, perform

COMPILED = "/jax/core/compile/backend_compile_duration"


def _rosenbrock(w1, w2):
    valley = w2 - w1 * w1
    return -2 * (1 - w1) - 400 * w1 * valley, 200 * valley


def _himmelblau(w1, w2):
    first, second = w1 * w1 + w2 - 11, w1 + w2 * w2 - 7
    return 4 * w1 * first + 2 * second, 2 * first + 4 * w2 * second


def _ravine(w1, w2, kappa=20.0):
    return w1, kappa * w2


GRADIENTS = {"rosenbrock": _rosenbrock, "himmelblau": _himmelblau, "ravine": _ravine}


@pytest.fixture(scope="session")
def gradients() -> dict[str, Callable]:
    """(w1, w2) -> (∂J/∂w1, ∂J/∂w2) by landscape key, differentiated by hand."""
    return GRADIENTS


@pytest.fixture(scope="session")
def go() -> Callable[..., Trajectory]:
    """go(landscape, run, **experiment): the trajectory of a single run."""

    def go(landscape, run: Run, **settings) -> Trajectory:
        (trajectory,) = perform(Experiment(landscape=landscape, runs=(run,), **settings))
        return trajectory

    return go


@pytest.fixture(scope="session")
def optax_path() -> Callable[..., np.ndarray]:
    """optax_path(transform, landscape, start, rates): the (T+1, 2) path of an optax transformation without its rate."""

    def path(transform, landscape: str, start, rates) -> np.ndarray:
        def step(carry, rate):
            w, state = carry
            direction, state = transform.update(jnp.stack(GRADIENTS[landscape](*w)), state, w)
            w = w - rate * direction
            return (w, state), w

        w = jnp.asarray(start, jnp.float64)
        _, rows = jax.jit(lambda w, rates: jax.lax.scan(step, (w, transform.init(w)), rates))(w, jnp.asarray(rates))
        return np.vstack([start, rows])

    return path


@pytest.fixture(scope="session")
def loop_path() -> Callable[..., np.ndarray]:
    """loop_path(direction, gradient, start, rates): the same in plain NumPy; direction(n, g) may keep state."""

    def path(direction, gradient, start, rates) -> np.ndarray:
        rows = [np.asarray(start, float)]
        for n, rate in enumerate(rates, start=1):
            rows.append(rows[-1] - rate * direction(n, np.array(gradient(*rows[-1]))))
        return np.array(rows)

    return path


@pytest.fixture(scope="session")
def distance() -> Callable[[Trajectory, np.ndarray], float]:
    """The largest difference between a trajectory and a path of shape (T+1, 2), over the path's own scale."""

    def distance(trajectory: Trajectory, path: np.ndarray) -> float:
        walked = np.stack((trajectory.w1, trajectory.w2), axis=1)
        return float(np.max(np.abs(walked - path)) / np.max(np.abs(path)))

    return distance


@pytest.fixture(scope="session")
def nudged() -> Callable[..., list[Trajectory]]:
    """nudged(experiment, run, size): the run from three starts around the experiment's, `size` map widths off.

    Where these differ from the run itself, it grows a difference of that size until it shows: any other rounding
    would lead it elsewhere too, and there is nothing to compare.
    """

    def nudged(experiment: Experiment, run: Run, size: float) -> list[Trajectory]:
        off1, off2 = (size * side.width for side in experiment.map_domain)
        w1, w2 = experiment.origin
        starts = [(w1 + off1, w2 + off2), (w1 - off1, w2 + off2), (w1 + off1, w2 - off2 / 2)]
        return [perform(replace(experiment, start=start, runs=(run,)))[0] for start in starts]

    return nudged


@pytest.fixture
def compilations():
    """The durations of the programs compiled while the test runs; its length is their number."""
    seen: list[float] = []

    def listen(event: str, duration: float, **_) -> None:
        if event == COMPILED:
            seen.append(duration)

    jax.monitoring.register_event_duration_secs_listener(listen)
    yield seen
    jax.monitoring.unregister_event_duration_listener(listen)
