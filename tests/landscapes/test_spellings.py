"""Spellings that a student, a teacher or a program types, each with its value at two points by Python's math."""

import pytest

from landscapes import FormulaError, parse

POINTS = ((1.5, 0.5), (-0.5, 2.0))
# The values at those points, and the texts that have them.
TABLE = [
    (
        (3.0, -1.0),
        [
            "2w1",
            "2*w1",
            "2·w1",
            "2 × w1",
            "2⋅w1",
            "w1*2",
            "2(w1)",
            "2 x",
            "2\\cdot x",
            "2 \\times w_1",
            "w1+w1",
            "2.*x",
        ],
    ),
    (
        (2.25, 0.25),
        [
            "w1^2",
            "w_1²",
            "w1**2",
            "w1 ** 2",
            "w₁²",
            "w_{1}^{2}",
            "x²",
            "X^2",
            "x_1^2",
            "x1²",
            "pow(x, 2)",
            "np.power(w1, 2)",
            "POWER(x,2)",
            "Math.pow(x, 2)",
            "square(x)",
            "jnp.square(w1)",
            "$w_1^2$",
            "\\(w_1^2\\)",
            "\\[x^2\\]",
            "$$x^{2}$$",
            "w1.^2",
            "x^2;",
            "=x^2",
            "J = w1^2",
            "return x**2",
        ],
    ),
    (
        (2.5, 4.25),
        [
            "x^2 + y^2",
            "x²+y²",
            "w1^2+w2^2",
            "w_1^2 + w_2^2",
            "w₁² + w₂²",
            "x**2+y**2",
            "x.^2+y.^2;",
            "w[0]**2 + w[1]**2",
            "x[0]^2+x[1]^2",
            "np.square(w1) + np.square(w2)",
            "f(x,y) = x^2+y^2",
            "θ₁²+θ₂²",
            "\\theta_1^2+\\theta_2^2",
            "theta0^2 + theta1^2",
            "w1*w1 + w2*w2",
            "J(w1, w2) = w1² + w2²",
        ],
    ),
    (
        (1.5, 0.5),
        [
            "|w1|",
            "abs(x)",
            "Abs[x]",
            "np.abs(w1)",
            "fabs(x)",
            "np.fabs(w1)",
            "Math.abs(x)",
            "\\left|x\\right|",
            "\\lvert w_1 \\rvert",
            "absolute(x)",
            "max(x,-x)",
            "torch.abs(w1)",
        ],
    ),
    ((0.5, 0.5), ["\\frac{1}{2}", "1/2", "0.5", ".5", "½", "5e-1", "\\frac12", "0,5", "2^-1", "\\tfrac{1}{2}", "1÷2"]),
    (
        (1.125, 0.125),
        [
            "½ w1²",
            "½w1^2",
            "\\frac{1}{2}w_1^2",
            "\\frac12 x^2",
            "0.5*w1**2",
            "0,5x²",
            "x^2/2",
            "1/2 x^2",
            "\\frac{x^2}{2}",
            "½·x²",
            ".5x^2",
        ],
    ),
    ((0.75, 3.0625), ["¼w1² + ¾w2²", "x²/4 + 3y²/4"]),
    (
        (0.10539922456186433, 0.7788007830714049),
        [
            "np.exp(-w1**2)",
            "exp(-w1^2)",
            "e^(-x^2)",
            "e^{-w_1^2}",
            "\\exp(-x^2)",
            "Exp[-x^2]",
            "EXP(-x^2)",
            "math.exp(-x**2)",
            "e**(-x**2)",
            "jnp.exp(-w1**2)",
            "\\exp\\left(-x^{2}\\right)",
            "1/exp(x²)",
        ],
    ),
    (
        (0.9949962483002227, 0.22984884706593015),
        [
            "sin²(w1)",
            "sin(x)^2",
            "sin^2(x)",
            "\\sin^2(x)",
            "\\sin^{2}(w_1)",
            "\\sin^{2}\\left(x\\right)",
            "np.sin(w1)**2",
            "Sin[x]^2",
            "pow(sin(x),2)",
            "square(sin(x))",
        ],
    ),
    (
        (0.8753842058167891, 0.19951142125004898),
        [
            "sin(x)cos(y)",
            "sin(x)*cos(y)",
            "\\sin(x)\\cos(y)",
            "Sin[x] Cos[y]",
            "SIN(x)*COS(y)",
            "np.sin(w1)*np.cos(w2)",
            "Math.sin(x)*Math.cos(y)",
            "\\sin{x} \\cdot \\cos{y}",
        ],
    ),
    (
        (4.71238898038469, -1.5707963267948966),
        ["π w1", "πx", "pi*x", "\\pi x", "PI()*x", "Math.PI*x", "np.pi*w1", "Pi x", "math.pi*x"],
    ),
    (
        (-1.0, -1.0),
        [
            "cos(2πx)",
            "cos(2*pi*x)",
            "Cos[2 Pi x]",
            "\\cos\\left(2\\pi x\\right)",
            "np.cos(2*np.pi*w1)",
            "COS(2*PI()*x)",
        ],
    ),
    (
        (1.5811388300841898, 2.0615528128088303),
        [
            "√(x²+y²)",
            "sqrt(x^2+y^2)",
            "Sqrt[x^2+y^2]",
            "SQRT(x^2+y^2)",
            "\\sqrt{x^2+y^2}",
            "hypot(x,y)",
            "np.hypot(w1,w2)",
            "(x^2+y^2)^½",
        ],
    ),
    ((2.121320343559643, -0.7071067811865476), ["√2 w1", "x√2", "sqrt(2)*x", "\\sqrt2 x", "\\sqrt{2}x"]),
    ((1.224744871391589, 0.7071067811865476), ["√(|x|)", "sqrt(abs(w1))", "np.sqrt(np.abs(w1))", "\\sqrt{|x|}"]),
    ((1.1447142425533319, -0.7937005259840998), ["∛w1", "cbrt(x)", "\\sqrt[3]{w_1}", "np.cbrt(w1)", "∛(x)"]),
    (
        (1.1786549963416462, 0.22314355131420976),
        ["ln(x^2+1)", "log(x²+1)", "\\ln(x^2+1)", "np.log(w1**2+1)", "Log[x^2+1]", "LN(x^2+1)"],
    ),
    ((1.7004397181410922, 0.32192809488736235), ["log2(x^2+1)", "\\log_2(x^2+1)", "log₂(x²+1)", "np.log2(w1**2+1)"]),
    ((0.5118833609788744, 0.09691001300805642), ["log10(x^2+1)", "\\log_{10}(x^2+1)", "np.log10(w1**2+1)"]),
    (
        (1.5, 2.0),
        ["max(w1, w2)", "MAX(x,y)", "Max[x, y]", "np.maximum(w1, w2)", "jnp.maximum(w1,w2)", "\\max(w_1, w_2)"],
    ),
    ((0.5, -0.5), ["min(x,y)", "Min[x, y]", "np.minimum(w1, w2)", "\\min(x, y)"]),
    (
        (1.5, 0.0),
        ["relu(x)", "ReLU(w1)", "max(0, x)", "jax.nn.relu(w1)", "np.maximum(w1, 0)", "\\operatorname{ReLU}(x)"],
    ),
    ((1.0, -1.0), ["sign(x)", "sgn(x)", "np.sign(w1)", "\\operatorname{sgn}(x)"]),
    (
        (0.8175744761936437, 0.3775406687981454),
        ["1/(1+e^-x)", "sigmoid(x)", "\\frac{1}{1+e^{-x}}", "1/(1+exp(-x))", "\\dfrac{1}{1 + \\exp(-x)}"],
    ),
    (
        (306.5, 308.5),
        ["(1 - w1)**2 + 100*(w2 - w1**2)**2", "(1-x)²+100(y-x²)²", "\\left(1-x\\right)^2+100\\left(y-x^2\\right)^2"],
    ),
    (
        (0.982793723247329, -0.4636476090008061),
        ["atan(x)", "arctan(x)", "ArcTan[x]", "arctg(x)", "\\arctan(x)", "np.arctan(w1)"],
    ),
    ((0.3217505543966422, 1.8157749899217608), ["atan2(y,x)", "np.arctan2(w2, w1)"]),
    ((3.0, -0.25), ["x/y", "\\frac{x}{y}", "w1./w2", "x÷y", "x ∕ y"]),
    ((0.75, -1.0), ["x y", "x*y", "w1.*w2", "x·y", "x \\cdot y", "w1 w2", "x\xa0y"]),
    ((0.0015, -0.0005), ["1e-3*x", "1E-3 x", "10^-3 x", "0.001x", "10⁻³x", "x/1000"]),
    ((-2.25, -0.25), ["-x^2", "−x²", "–x²", "-(x^2)", "0-x**2"]),
    (
        (3.0, 0.25),
        [
            "where(x<0, x^2, 2x)",
            "where(x < 0, x², 2·x)",
            "where(w1<=0, w1**2, 2*w1)",
            "np.where(w1 < 0, w1**2, 2*w1)",
            "jnp.where(0 > w1, w1**2, 2*w1)",
            "torch.where(w1 >= 0, 2*w1, w1**2)",
            "If[x<0, x^2, 2x]",
            "IF(x≤0, x^2, 2*x)",
            "where(x ≠ 1.5, x², 3)",
            r"\begin{cases} x^2 & x<0 \\ 2x & \text{otherwise} \end{cases}",
            r"\begin{cases} w_1^{2}, & \text{if } w_1 \leq 0 \\ 2 w_1, & \text{if } w_1 > 0 \end{cases}",
            r"\begin{cases} x^2 & x<0 \\ 2x & x<9 \\[4pt] 7 & \text{else} \\ \end{cases}",
            "x < 0 ? x^2 : 2x",
            "x**2 if x < 0 else 2*x",
            "w1**2 if (w1 < 0) else 2*w1 if w1 < 9 else 7",
            "Piecewise((x**2, x < 0), (2*x, True))",
            "Piecewise((x**2, x < 0), (2*x, x >= 0))",
            "Piecewise[{{x^2, x < 0}, {2 x, True}}]",
            "Piecewise[{{x^2, x < 0}}, 2 x]",
            "where(-1 < x < 0, x^2, 2x)",
            "np.where((w1 < 0) & (w2 > 1), w1**2, 2*w1)",
            "where(x > 0 or y < 1, 2x, x^2)",
            r"\begin{cases} x^2 & -1 \le x < 0 \\ 2x & \text{otherwise} \end{cases}",
            r"\begin{cases} 2x & x > 0 \lor y < 1 \\ x^2 & \text{otherwise.} \end{cases}",
            "ops.where(w1 < 0, w1**2, 2*w1)",
        ],
    ),
    (
        (1.1947632172871092, -0.48121182505960347),
        [
            "asinh(x)",
            "arcsinh(x)",
            "np.arcsinh(w1)",
            "ArcSinh[x]",
            r"\operatorname{arsinh}(x)",
            "ln(x + sqrt(x^2 + 1))",
        ],
    ),
    ((1.5667992369724109, 0.9624236501192069), ["acosh(|x|+1)", "np.arccosh(np.abs(w1) + 1)", "arcosh(|x|+1)"]),
    ((0.5493061443340549, -0.5493061443340548), ["atanh(sign(x)/2)", "artanh(sgn(x)/2)"]),
    ((1.0, 6.25), [r"\left[x - y\right]^2", r"\bigl[x - y\bigr]^2", r"\left\{x - y\right\}^2", "(x-y)²"]),
    ((1.5, 2.0), [r"\max\{x, y\}", r"\max\left\{x, y\right\}"]),
    ((1.1786549963416462, 0.22314355131420976), ["log1p(x^2)", "np.log1p(w1**2)", "torch.log1p(w1**2)"]),
    ((3.4816890703380645, -0.3934693402873666), ["expm1(x)", "np.expm1(w1)", "e^x - 1", "E^x - 1"]),
    ((14.136832902969903, 1.139493927324549), ["sec(x)", "1/cos(x)", r"\sec(x)", r"\sec x"]),
    ((0.8175744761936437, 0.3775406687981454), ["logistic(x)", r"\sigma(x)", "σ(x)", "expit(w1)"]),
    ((0.9974949866040544, -0.479425538604203), [r"\sin x", r"\sin w_1", r"\sin{x}", "sin(x)"]),
    ((0.4444444444444444, 4.0), ["x^-2", "x⁻²", "x^(-2)", "1/x²", "\\frac{1}{x^{2}}"]),
]
AMBIGUOUS = {
    "1,000x": ("1.000", "1000"),
    "12,345*x + y": ("12.345", "12345"),
    "np.sinc(x)": ("sinc(pi*x)", "sinc(x)"),
    "A*x + a*y": ("A and a",),
    "ax^2": ("a*x",),
    "xy": ("x*y",),
    "√x²": ("sqrt(x)²", "sqrt(x²)"),
    "√x^2": ("sqrt(x)^2", "sqrt(x^2)"),
    "√2x": ("sqrt(2)*x", "sqrt(2*x)"),
    "2½x": ("2+1/2", "2*(1/2)"),
    "sin w1 w2": ("sin(w1)*w2", "sin(w1*w2)"),
    "sin x^2": ("sin(x)^2", "sin(x^2)"),
    r"\sin^{-1}(x)": ("1/sin", "asin"),
    "tanh⁻¹(x)": ("1/tanh", "atanh"),
    "sqrt 2 x": ("sqrt(2)*x", "sqrt(2*x)"),
    "w1w2": ("w1*w2",),
    "|x|y|+1|": ("abs(x*abs(y)+1)", "abs(x)*y*abs(+1)"),
    "|x+1|y|-2|": ("abs(x+1*abs(y)-2)", "abs(x+1)*y*abs(-2)"),
    "2|x|y|3|": ("2*abs(x*abs(y)*3)", "2*abs(x)*y*abs(3)"),
    "|x|y|x|": ("abs(x*abs(y)*x)", "abs(x)*y*abs(x)"),
}
WRONG = {
    "sine(x)": "did you mean sin?",
    "sigmod(x)": "did you mean sigmoid?",
    "sin x": "write sin(…)",
    "α x^2": "a parameter is one Latin letter",
    "lambda*x^2": "A parameter is one letter",
    "a1*x": "A parameter is one letter",
    "x^2 if x < 0": "else would fit",
    "x < 0 ? x^2": "“:” would fit",
    "(x < 0)*x": "where(x < 0, x^2, 2x)",
    "Piecewise((x, x < 0), (2*x, x > 0))": "all that is left",
    "Piecewise((x, True), (2*x, True))": "never reached",
    "where(x, 1, 2)": "a comparison such as <",
    "x < 2": "where(x < 0, x^2, 2x)",
    r"\begin{cases} x & x<0 \\ 1 & x>0 \end{cases}": "& otherwise",
    "where(x<0,1,where(x<1,2,where(x<2,3,where(x<3,4,where(x<4,5,6)))))": "at most 4",
    "pow(x)": "two arguments",
    "w[1]^2": "w",
    "x^2;;": ";",
}


def test_the_table_holds_two_hundred_spellings():
    assert len({text for _, texts in TABLE for text in texts}) >= 200


@pytest.mark.parametrize(("values", "text"), [(values, text) for values, texts in TABLE for text in texts])
def test_a_spelling_has_its_value_and_its_canonical_text_is_read_back(values, text):
    surface = parse(text)
    assert [float(surface.cost(*w)) for w in POINTS] == pytest.approx(values, rel=1e-12, abs=1e-15)
    assert parse(surface.key.removeprefix("formula:")) == surface


@pytest.mark.parametrize(("text", "words"), AMBIGUOUS.items())
def test_what_means_two_things_is_refused_with_its_readings(text, words):
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert all(each in str(caught.value) for each in words)


@pytest.mark.parametrize(("text", "words"), WRONG.items())
def test_what_is_wrong_is_refused_in_words_that_help(text, words):
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert words in str(caught.value)


def test_a_comma_between_arguments_and_one_behind_a_nought_are_what_they_were():
    assert float(parse("max(1,200)*x").cost(1.0, 0.0)) == 200
    assert float(parse("0,125x").cost(1.0, 0.0)) == 0.125
