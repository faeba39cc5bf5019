"""The LaTeX of typed formulas: fractions and powers set as such, dots and brackets only where they are needed."""

import pytest

from landscapes import parse

LATEX = {
    "w1": "w_1",
    "2pi x": r"2 \pi w_1",
    "0.5 e": "0.5 e",
    "w1^2 + 3*w2^2": "w_1^2 + 3 w_2^2",
    # products
    "w1*w2": "w_1 w_2",
    "2*3": r"2 \cdot 3",
    "w1*2": r"w_1 \cdot 2",
    "w1*2^w2": r"w_1 \cdot 2^{w_2}",
    "2(w1+1)": "2 (w_1 + 1)",
    "w1(w2*w1)": "w_1 w_2 w_1",
    # fractions
    "w1/2": r"\frac{w_1}{2}",
    "(w1+1)/(w2-1)": r"\frac{w_1 + 1}{w_2 - 1}",
    "1/2w1": r"\frac{1}{2} w_1",
    "3*(1/2)": r"3 \cdot \frac{1}{2}",
    "w1*3*(1/2)": r"w_1 \cdot 3 \cdot \frac{1}{2}",
    "w1*(1/2)": r"w_1 \frac{1}{2}",
    "w1^2*(1/2)": r"w_1^2 \frac{1}{2}",
    "(w1/2)^2": r"\left(\frac{w_1}{2}\right)^2",
    # signs
    "-w1^2": "-w_1^2",
    "(-w1)^2": "(-w_1)^2",
    "-(w1+w2)": "-(w_1 + w_2)",
    "-(-w1)": "-(-w_1)",
    "-w1*w2": "-w_1 w_2",
    "-(w1*w2)": "-w_1 w_2",
    "w1*(-w2)": "w_1 (-w_2)",
    "w1+(-w2*2)": r"w_1 + (-w_2 \cdot 2)",
    "w1-(w2-1)": "w_1 - (w_2 - 1)",
    "w1-(w2+1)": "w_1 - (w_2 + 1)",
    "w1+(w2-1)": "w_1 + w_2 - 1",
    "-w1+w2": "-w_1 + w_2",
    # powers
    "w1^10": "w_1^{10}",
    "w1^-1": "w_1^{-1}",
    "2^3^2": "2^{3^2}",
    "(2^3)^2": "(2^3)^2",
    "w1^(1/2)": r"w_1^{\frac{1}{2}}",
    "sin(w1)^2": r"(\sin(w_1))^2",
    "sqrt(w1)^2": r"\sqrt{w_1}^2",
    "|w1|^3": "|w_1|^3",
    # functions and bars
    "arcsin(x)+log(y)": r"\arcsin(w_1) + \ln(w_2)",
    "log10(x)": r"\log_{10}(w_1)",
    "sigmoid(x)": r"\operatorname{sigmoid}(w_1)",
    "min(x,y,2)": r"\min(w_1, w_2, 2)",
    "exp(-x/2)": r"\exp\left(\frac{-w_1}{2}\right)",
    "exp(exp(-x/2))": r"\exp\left(\exp\left(\frac{-w_1}{2}\right)\right)",
    "||x|-1|": r"\left||w_1| - 1\right|",
    "|x/2|": r"\left|\frac{w_1}{2}\right|",
    # numbers
    "1e-7": "10^{-7}",
    "2.5e30 x": r"2.5 \cdot 10^{30} w_1",
    "x*1e30": r"w_1 \cdot 10^{30}",
    "1e30^2": "(10^{30})^2",
}


@pytest.mark.parametrize("text", LATEX)
def test_a_formula_is_set_as_in_a_book(text):
    assert parse(text).formula == LATEX[text]
