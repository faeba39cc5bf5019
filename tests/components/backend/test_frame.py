"""The binary answers, read back by hand from their documented layout."""

import struct
from math import inf, isnan

import numpy as np
import pytest

from components.backend.frame import surface_frame, trajectory_frame
from landscapes import CATALOGUE
from landscapes.grid import Grid, sample
from optimizers import Run, Trajectory, perform
from optimizers.experiment import Experiment


def walk(cost):
    """A trajectory of these costs, at w1 = 1, 2, 3 … and w2 = −1, −2, −3 …"""
    cost = np.array(cost, float)
    w = np.arange(1.0, len(cost) + 1)
    flat = np.zeros(len(cost))
    run = Run("adam", 1.0)
    experiment = Experiment("himmelblau", steps=len(cost) - 1, runs=(run,))
    return Trajectory(w, -w, cost, (flat, flat), np.ones(len(cost) - 1), experiment, run)


def test_the_head_is_the_sequence_the_runs_the_rows_and_from_which_row_each_run_is_lost():
    frame = trajectory_frame(7, [walk([3, inf]), walk([3, 2]), walk([np.nan, 1])], 0.0)
    assert struct.unpack_from("<6I", frame) == (7, 3, 2, 1, 2, 0)
    assert len(frame) == 4 * (3 + 3 + 3 * 7 * 2)


def test_the_body_is_seven_rows_run_by_run():
    run = walk([5, 4, 3])._replace(gradient=(np.array([3.0, 0, 0]), np.array([-4.0, 0, 1])))
    frame = trajectory_frame(0, [run, walk([9, 8, 7])], 2.0)
    rows = np.array(struct.unpack_from("<42f", frame, 12 + 8)).reshape(2, 7, 3)
    assert rows[:, :4].tolist() == [
        [[1, 2, 3], [-1, -2, -3], [5, 4, 3], [3, 2, 1]],
        [[1, 2, 3], [-1, -2, -3], [9, 8, 7], [7, 6, 5]],
    ]
    assert rows[0, 4].tolist() == [5, 0, 1]  # ‖(3, −4)‖
    assert rows[0, 5:, :2].tolist() == [[1, 1], [pytest.approx(2**0.5)] * 2]
    assert np.isnan(rows[:, 5:, 2]).all()


@pytest.mark.parametrize("sequence", [0, 1, 2**31, 2**32 - 1])
def test_the_sequence_may_be_any_unsigned_number_of_four_bytes(sequence):
    assert struct.unpack_from("<I", trajectory_frame(sequence, [], None)) == (sequence,)


def test_no_runs_make_a_head_alone():
    assert trajectory_frame(5, [], 0.0) == struct.pack("<3I", 5, 0, 0)


def test_the_distance_to_the_lowest_cost_is_subtracted_before_it_is_rounded():
    above = 1e-9  # at float32 the neighbours of 840 are 6e-5 apart
    frame = trajectory_frame(0, [walk([840 + above, 840])], 840.0)
    cost, _, first, last = struct.unpack_from("<4f", frame, 16 + 16)
    assert cost == 840.0
    assert first == pytest.approx(above, rel=1e-3)
    assert last == 0


def test_the_distance_is_nan_where_no_lowest_cost_is_known():
    numbers = struct.unpack_from("<8f", trajectory_frame(0, [walk([5, 4])], None), 16)
    assert numbers[:6] == (1, 2, -1, -2, 5, 4)
    assert all(map(isnan, numbers[6:]))


def test_what_float32_cannot_hold_becomes_infinite_and_what_is_no_number_stays_so():
    frame = trajectory_frame(0, [walk([1e300, -1e300, inf, np.nan])], 0.0)
    cost, above = np.array(struct.unpack_from("<16f", frame, 16)).reshape(4, 4)[2:]
    for numbers in (cost, above):
        assert list(numbers[:3]) == [inf, -inf, inf]
        assert isnan(numbers[3])


def test_an_infinite_cost_above_an_infinite_lowest_is_not_a_number():
    numbers = struct.unpack_from("<8f", trajectory_frame(0, [walk([inf, inf])], inf), 16)
    assert all(map(isnan, numbers[6:]))


def test_a_frame_holds_what_the_engine_gave(take_apart):
    runs = (Run("gradient_descent", 0.01), Run("adam", 0.1), Run("momentum", 5.0))
    trajectories = perform(Experiment("himmelblau", steps=40, runs=runs))
    frame = take_apart(trajectory_frame(3, trajectories, 0.0))
    assert frame.sequence == 3
    assert frame.lost == [t.lost_from for t in trajectories]
    for rows, t in zip(frame.rows, trajectories, strict=True):
        with np.errstate(over="ignore", invalid="ignore"):
            expected = np.stack((t.w1, t.w2, t.cost, t.cost, np.hypot(*t.gradient))).astype(np.float32)
            moved = np.hypot(np.diff(t.w1), np.diff(t.w2)).astype(np.float32)
        assert np.array_equal(rows[:5], expected, equal_nan=True)
        assert np.array_equal(rows[5, :-1], t.learning_rate.astype(np.float32))
        assert np.array_equal(rows[6, :-1], moved, equal_nan=True)


def test_a_surface_is_its_size_and_then_its_rows_from_the_lowest_w2():
    grid = Grid(np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([[1.0, 2.0], [3.0, 1e300]]))
    assert surface_frame(grid) == struct.pack("<I4f", 2, 1, 2, 3, inf)


def test_a_surface_holds_the_sampled_costs():
    grid = sample(CATALOGUE["beale"], n=5)
    n, *numbers = struct.unpack("<I25f", surface_frame(grid))
    assert n == 5
    assert np.array_equal(np.array(numbers).reshape(5, 5), grid.cost.astype(np.float32))
