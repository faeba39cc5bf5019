"""The curvature route: what the probe says, against derivatives by hand."""

import json

import pytest

ROUTE = "/api/curvature"


def at(get, query):
    reply = get(ROUTE, query)
    assert reply.status == 200, reply.body
    return json.loads(reply.body)


def test_on_a_ravine_it_is_what_the_formula_says(get):
    found = at(get, "landscape=ravine&theta=kappa~50&w1=3&w2=-1")
    assert found["J"] == pytest.approx(0.5 * (9 + 50))
    assert found["gradient"] == pytest.approx([3, -50])
    assert found["eigenvalues"] == pytest.approx([1, 50])
    assert [[abs(x) for x in axis] for axis in found["axes"]] == [[1, 0], [0, 1]]
    assert (found["condition"], found["stable_rate"], found["kind"]) == (
        pytest.approx(50),
        pytest.approx(0.04),
        "minimum",
    )


def test_at_a_saddle_and_at_a_maximum_it_says_so(get):
    assert at(get, "landscape=saddle&w1=0&w2=0")["kind"] == "saddle"
    found = at(get, "landscape=formula:-(w1^2)-w2^2&w1=0&w2=0")
    assert (found["kind"], found["stable_rate"]) == ("maximum", None)


def test_where_j_is_not_finite_it_says_null(get):
    found = at(get, "landscape=formula:sqrt(w1)%2Bw2&w1=-1&w2=0")
    assert found["J"] is None
    assert found["kind"] is None


@pytest.mark.parametrize("query", ["landscape=nowhere", "w1=abc", "w1=1e9", "landscape=formula:w1%2B"])
def test_any_other_query_is_refused_in_words(get, query):
    reply = get(ROUTE, query)
    assert reply.status == 400
    assert json.loads(reply.body)["error"]
