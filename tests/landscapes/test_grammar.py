"""What is no formula: where the first fault stands, what is said about it, and that nothing hostile gets further."""

import pytest

from landscapes import FormulaError, parse

OPERAND = r"a number, w1, w2, pi, e, a function such as sin or “\(”"
OPERATOR = r"an operator such as \+, \* or \^"

# (text, position, words)
FAULTS = [
    ("", 0, r"empty; write one in w1 and w2, such as w1\^2 \+ 3\*w2\^2"),
    (" \t\n", 0, "empty"),
    # names
    ("w1 + w3", 5, "“w3” is not a name known here; there are w1, w2.*sigmoid"),
    ("w1w2", 0, r"“w1w2” is not a name.*Put \* between factors"),
    ("foo(w1)", 0, "“foo” is not a name"),
    ("z" * 150, 0, "“zzzzzzzzzzzzzzzzzzz…” is not a name"),
    # functions and their arguments
    ("1 + sin w1", 4, r"sin takes parentheses: write sin\(…\)"),
    ("sin", 0, "sin takes parentheses"),
    ("2 sin(w1, w2)", 2, "sin takes one argument; here it has 2"),
    ("min(w1)", 0, "min takes two arguments or more; here it has 1"),
    ("sin()", 4, "“\\)” does not fit here; a number"),
    ("min(w1,)", 7, "“\\)” does not fit here; a number"),
    # what is missing or too much
    ("w1 +", 4, f"ends too early; here {OPERAND} would fit"),
    ("(w1", 3, r"ends too early; here “\)” would fit"),
    ("|w1", 3, r"ends too early; here “\|” would fit"),
    ("|2|w1||", 7, "ends too early"),
    ("((((", 4, "ends too early"),
    ("w1)", 2, f"“\\)” does not fit here; {OPERATOR} or the end would"),
    ("(w1]", 3, "“]” has no place in a formula; write numbers, w1, w2"),
    ("(|w1)|", 4, r"“\)” does not fit here; .*“\|” would"),
    ("* w1", 0, f"“\\*” does not fit here; {OPERAND} would"),
    ("w1 ^ * 2", 5, "“\\*” does not fit here"),
    ("w1 *** 2", 5, "“\\*” does not fit here"),
    # numbers
    ("2 3", 2, f"“3” does not fit here; {OPERATOR}.* put \\* between two factors"),
    ("w1 2", 3, "“2” does not fit here.* put"),
    ("(w1)2", 4, "“2” does not fit here.* put"),
    ("1.2.3", 3, "“.3” does not fit here"),
    ("w1 + 1e999", 5, "“1e999” is too large; a number is at most about 1.8e308"),
    ("2" + "0" * 30 + "e290", 0, "“2000000000000000000…” is too large"),
    ("1_000", 1, "“_000” is not a name"),
    ("nan", 0, "“nan” is not a name"),
    ("inf", 0, "“inf” is not a name"),
    ("1j", 1, "“j” is not a name"),
    # programs
    ("__import__('os')", 0, "“__import__” is not a name"),
    ("w1.__class__", 2, r"“\.” has no place"),
    ("w1.real", 2, r"“\.” has no place"),
    ("lambda: 1", 0, "“lambda” is not a name"),
    ("(lambda x: x)(1)", 1, "“lambda” is not a name"),
    ("[w1 for w1 in w2]", 0, r"“\[” has no place"),
    ("w1 if w2 else 1", 9, "“else” does not fit here.*a comparison such as <"),
    ("w1; w2", 2, "“;” has no place"),
    ("w1 = 2", 3, "“=” does not fit here.*where"),
    ("w1 := 2", 3, "“:” has no place"),
    ("w1 < w2", 3, "“<” does not fit here.*where"),
    ("w1 % 2", 3, "“%” has no place"),
    ("w1 // 2", 4, "“/” does not fit here"),
    ("'w1'", 0, "“'” has no place"),
    ('"a" * 9', 0, '“"” has no place'),
    ("f'{w1}'", 1, "“'” has no place"),
    ("fn'{w1}'", 0, "“fn” is not a name"),
    ("w1 # 2", 3, "“#” has no place"),
    ("w1\\\n", 2, r"“\\” has no place"),
    ("{{7*7}}", 0, r"“\{” has no place"),
    ("<script>", 0, "“<” does not fit here"),
    # letters that only look right, and some that show nothing
    ("２w1", 0, "“２” has no place"),
    ("w1١", 2, "“١” has no place"),
    ("w1\0", 2, r"“U\+0000” has no place"),
    ("\ud800", 0, r"“U\+D800” has no place"),
    ("w1\u200b", 2, r"“U\+200B” has no place"),
    ("w1\u202e+", 2, r"“U\+202E” has no place"),
    ("🙂", 0, "“🙂” has no place"),
    # too much of anything
    ("w1" * 500_000, 200, "has 1000000 characters; it may have at most 200"),
    ("(" * 1_000_000, 200, "has 1000000 characters"),
    ("-" * 199 + "x", 0, "has 200 operations, names and numbers; it may have at most 120"),
    ("^".join("x" * 40), 0, "has 40 levels of nesting; it may have at most 24"),
]


@pytest.mark.parametrize(("text", "position", "words"), FAULTS, ids=[ascii(text[:30]) for text, *_ in FAULTS])
def test_a_fault_is_named_where_it_stands(text, position, words):
    with pytest.raises(FormulaError, match=words) as caught:
        parse(text)
    assert caught.value.position == position
    assert len(str(caught.value)) <= 400
    assert str(caught.value).isprintable()


def test_a_formula_error_is_a_value_error():
    assert issubclass(FormulaError, ValueError)
