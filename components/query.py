"""Query strings as people and mailers pass them on: one reader for every link."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from urllib.parse import unquote, unquote_plus

# What search engines, mailers and social networks hang on to a link. It says nothing of the page.
_TRACKERS = re.compile(
    r"utm_\w+|[a-z]*cl(k)?id|gbraid|wbraid|mc_[ce]id|mkt_tok|igsh(id)?|_g[al]|_hs\w+|hsa_\w+|ref|ref_src|ref_url|si|spm|source|"
    r"share_?id|share|oly_\w+|vero_\w+|wickedid|s_cid|cmpid|ncid|trk|trkcampaign|feature|pk_\w+|mtm_\w+|_openstat|embed|embed_options"
)


class Note(str):
    """A sentence about a link that does no harm: what is left out was nothing of the page's."""

    __slots__ = ()


class Repeat(Note):
    """That a field stands in the link twice. The last counts: a program may write what it changes behind a link."""

    __slots__ = ()


def read_query(query: str, longest: int, problems: list[str]) -> list[tuple[str, str]]:
    """The names and values of a query string, at most `longest` characters of it; what is cut off is a problem.

    A `+` is a plus: a link of ours spells no blank, so that nobody's form can have made it of one. `&amp;` is `&`.
    """
    if len(query) > longest:
        problems.append(f"the link is {len(query)} characters long; only the first {longest} were read")
    parts = (part.removeprefix("amp;") for part in query[:longest].removeprefix("?").split("&"))
    pairs = (part.partition("=") for part in parts if part)
    return [(unquote(name), unquote(value)) for name, _, value in pairs]


def known_pairs(pairs: Sequence[tuple[str, str]], known: Collection[str], problems: list[str]) -> list[tuple[str, str]]:
    """Those of a known name. Trackers are left out in silence, other names with a note.

    A name with two values is told, but for the runs: a link of ours tells a thing once.
    """
    for name in dict.fromkeys(name for name, _ in pairs if name not in known and not _TRACKERS.fullmatch(name)):
        problems.append(Note(f"“{name[:40]}” means nothing here and was left out"))
    kept = [pair for pair in pairs if pair[0] in known]
    for name, values in Counter(_told(*pair) for pair in dict.fromkeys(kept) if pair[0] != "run").items():
        if values > 1:
            problems.append(Repeat(f"{name[:40]}: {values} values stand here; the last was read"))
    return kept


def once(problems: Sequence[str]) -> tuple[str, ...]:
    """What a program is refused for: `problems` without the fields that it gave twice."""
    return tuple(problem for problem in problems if not isinstance(problem, Repeat))


def _told(name: str, value: str) -> str:
    """What a pair sets: of a landscape's parameters the one that is named in its value."""
    return f"theta {value.partition('~')[0]}" if name == "theta" else name


def with_pluses(pairs: list[tuple[str, str]], query: str) -> list[tuple[str, str]]:
    """`pairs`, which somebody read off `query` with a blank for every `+`, with the pluses that stood there."""
    parts = [part.partition("=")[::2] for part in query.removeprefix("?").split("&")]
    plain = {(unquote_plus(name), unquote_plus(value)): unquote(value) for name, value in parts}
    return [(name, plain.get((name, value), value)) for name, value in pairs]
