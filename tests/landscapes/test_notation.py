"""Formulas in the notations people have at hand: what each is worth at two points, and what is asked about."""

import pytest

from landscapes import FormulaError, parse
from landscapes.formula import read

# Each with a spelling in the grammar's own notation, of the same value everywhere.
READ = {
    "x² + y²": "x^2+y^2",
    "x³·y − 2": "x^3*y-2",
    "x⁻²": "x^(-2)",
    "x^10": "x^10",
    "π*x": "pi*x",
    "2π x": "2*pi*x",
    "PI*x": "pi*x",
    "2⋅x": "2*x",
    "2×x ÷ 3": "2*x/3",
    "x\u00a0+\u2009y": "x+y",
    "x – y": "x-y",
    "sin^2(x)": "sin(x)^2",
    "sin²(x) + cos²(y)": "sin(x)^2+cos(y)^2",
    "Sin(x)*COS(y)": "sin(x)*cos(y)",
    "EXP(-x^2)": "exp(-x^2)",
    "0,5x^2": "0.5*x^2",
    "1,5*(x+2,25)": "1.5*(x+2.25)",
    "max(x,y)": "max(x,y)",
    "max(1,2)*x": "max(1, 2)*x",
    "x1^2+x2^2": "x^2+y^2",
    "x_1^2+x_2^2": "x^2+y^2",
    "w_1 + w_2": "w1+w2",
    "w₁² + w₂²": "w1^2+w2^2",
    "W1^2+W2^2": "w1^2+w2^2",
    "X^2+Y^2": "x^2+y^2",
    "theta0^2 + 3*theta1": "w1^2+3*w2",
    "theta1^2 + 3*theta2": "w1^2+3*w2",
    "θ1 θ2": "w1*w2",
    "\\theta_1^2 + \\theta_2^2": "w1^2+w2^2",
    "J = w1^2": "w1^2",
    "J(w1, w2) = w1^2 + w2": "w1^2+w2",
    "f(x, y) = x*y": "x*y",
    "z=x^2-y^2": "x^2-y^2",
    "return w1**2 + w2**2": "w1^2+w2^2",
    "np.sin(w1)*w2**2": "sin(w1)*w2^2",
    "numpy.exp(-x) + math.sqrt(y^2+1)": "exp(-x)+sqrt(y^2+1)",
    "torch.abs(x) + tf.math.log(y^2+1)": "abs(x)+ln(y^2+1)",
    "jnp.maximum(x, y)": "max(x,y)",
    "(w1**2 + w2 - 11)**2 + (w1 + w2**2 - 7)**2": "(w1^2+w2-11)^2+(w1+w2^2-7)^2",
    "\\left(x^{2}+y-11\\right)^{2}+\\left(x+y^{2}-7\\right)^{2}": "(x^2+y-11)^2+(x+y^2-7)^2",
    "\\frac{x^2}{2} + \\frac{1}{1+y^2}": "x^2/2+1/(1+y^2)",
    "\\frac{\\frac{x}{2}}{3}": "x/6",
    "\\sqrt{x^2+y^2}": "sqrt(x^2+y^2)",
    "\\sin(x) \\cdot \\cos(y)": "sin(x)*cos(y)",
    "e^{-x^2-y^2}": "e^(-x^2-y^2)",
    "w_{1}^{2} + 20 w_{2}^{2}": "w1^2+20*w2^2",
    "2\\pi x": "2*pi*x",
    "\\operatorname{sigmoid}(x)": "sigmoid(x)",
}
POINTS = ((0.7, -1.3), (-2.1, 0.4))


@pytest.mark.parametrize(("typed", "plain"), READ.items())
def test_a_spelling_is_read_with_its_value(typed, plain):
    for w1, w2 in POINTS:
        assert float(parse(typed).cost(w1, w2)) == pytest.approx(float(parse(plain).cost(w1, w2)), rel=1e-12)


@pytest.mark.parametrize("typed", READ)
def test_what_was_read_returns_from_its_canonical_text(typed):
    landscape = parse(typed)
    assert parse(landscape.key.removeprefix("formula:")) == landscape


@pytest.mark.parametrize(
    ("typed", "readings"),
    {"|2|x|+1|": ("abs(2*abs(x)+1)", "abs(2)*x*abs(+1)"), "sin^-1(x)": (), "theta1^2": (), "theta0+theta2": ()}.items(),
)
def test_what_may_mean_two_things_is_refused(typed, readings):
    with pytest.raises(FormulaError) as caught:
        parse(typed)
    for reading in readings:
        assert reading in str(caught.value)
    assert len(str(caught.value)) <= 400


@pytest.mark.parametrize(
    "typed", ["|x|+|y|", "|x|-|y|", "2|x|", "|x||y|", "||x|-1|", "|x+|y||", "|x|-2|y|", "|x|^2|y|", "|x|y+|y|x"]
)
def test_bars_that_can_be_read_one_way_only_are_read(typed):
    assert read(typed)


@pytest.mark.parametrize(
    "typed",
    ["=", "J =", "\\frac{1}", "np.", "{", "^(", "²", "x^{", "1,2,3", "(w1]", "[x+1]", "{{7*7}}", "\\\\", "sin^"],
)
def test_what_is_no_formula_is_refused_in_words(typed):
    with pytest.raises(FormulaError):
        parse(typed)
