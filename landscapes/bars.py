"""The bars of absolute values: which of them open and which close, where more than one pairing can be meant."""

from collections.abc import Iterator
from itertools import islice

MOST = 16  # readings that are looked at: more bars than five may make more


def spelled_out(text: str) -> list[str]:
    """`text` with every |…| as abs(…), in each of the ways its bars can be paired, the grammar's own first.

    A bar behind an operand closes an absolute value, or opens one that is a factor: |2|x|+1| is |2|·x·|+1| or
    |2·|x|+1|. It opens none where a sign stands behind it, as in |x|-2|y|.
    """
    if text.count("|") < 4:
        return [text]
    return list(islice(_paired(text, 0, "", ()), MOST))


def _paired(text: str, start: int, done: str, brackets: tuple[str, ...]) -> Iterator[str]:
    for i in range(start, len(text)):
        sign = text[i]
        if sign == "|":
            before, behind = done.rstrip()[-1:], text[i + 1 :].lstrip()[:1]
            operand = before.isalnum() or before in (")", ".")
            if operand and brackets[-1:] == ("|",):
                yield from _paired(text, i + 1, f"{done})" + "*" * (behind.isalnum() or behind == "("), brackets[:-1])
                if not (behind.isalnum() or behind in ("(", ".")):
                    return
            yield from _paired(text, i + 1, f"{done}{'*' * operand}abs(", (*brackets, "|"))
            return
        if sign == "(":
            brackets = (*brackets, sign)
        elif sign == ")" and brackets:
            brackets = brackets[:-1]
        done += sign
    yield done
