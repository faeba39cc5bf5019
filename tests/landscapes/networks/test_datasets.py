"""The data sets: what each says of itself, and what scikit-learn says of it."""

import numpy as np
import pytest
from sklearn import datasets as sklearn

from landscapes.networks import DATASETS, examples

each_set = pytest.mark.parametrize("key", DATASETS)


@each_set
def test_the_examples_are_as_many_as_is_said_and_of_two_classes(key):
    found, facts = examples(key), DATASETS[key]
    assert found.x.shape == (facts.count, len(facts.features))
    assert found.y.shape == (facts.count,)
    assert found.x.dtype == found.y.dtype == np.float64
    assert set(found.y) == {0, 1}
    assert 0.3 < found.y.mean() < 0.7
    assert np.isfinite(found.x).all()
    assert (found.x.std(axis=0) > 0).all()  # they can be standardised
    assert facts.key == key


@each_set
def test_the_examples_are_the_same_for_everyone_and_nobody_changes_them(key):
    x, y = DATASETS[key].load()
    np.testing.assert_array_equal(examples(key).x, x)
    np.testing.assert_array_equal(examples(key).y, y)
    with pytest.raises(ValueError, match="read-only"):
        examples(key).x[0, 0] = 0


def test_the_tumours_are_those_of_scikit_learn_and_benign_is_1():
    source, facts = sklearn.load_breast_cancer(), DATASETS["breast_cancer"]
    assert list(source.feature_names) == list(facts.features)
    assert list(source.target_names) == list(facts.classes) == ["malignant", "benign"]
    found = examples("breast_cancer")
    assert (found.y == 1).sum() == 357  # as scikit-learn's description counts: 212 malignant, 357 benign
    np.testing.assert_array_equal(found.x, source.data)


def test_a_class_of_the_exclusive_or_is_told_by_the_signs():
    x, y = examples("xor")
    np.testing.assert_array_equal(y, x[:, 0] * x[:, 1] < 0)


def test_the_inner_circle_and_the_upper_right_are_1():
    for key, inner in (("circles", -1), ("blobs", 1)):
        x, y = examples(key)
        measure = np.hypot(*x.T) if key == "circles" else x.sum(axis=1)
        assert inner * (measure[y == 1].mean() - measure[y == 0].mean()) > 0.3


def test_the_upper_moon_is_0():
    x, y = examples("moons")
    assert x[y == 0, 1].mean() > x[y == 1, 1].mean() + 0.3


def test_an_arm_of_the_spirals_is_the_other_turned_by_half_a_turn():
    x, y = examples("spirals")
    # Without the noise the radius is the angle over π, up to three half turns.
    turned = np.where(y[:, None] == 1, -x, x)
    radius = np.hypot(*turned.T)
    angle = np.arctan2(turned[:, 1], turned[:, 0])
    away = radius - angle / np.pi
    assert np.abs(away - 2 * np.round(away / 2))[radius > 0.5].mean() < 0.12
    assert 2.5 < radius.max() < 3.5
