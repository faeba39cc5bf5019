"""Links as the routes read them: what would first have to be trained is refused, for a training takes many seconds.

A page trains the network of its link before it draws anything, so that its own questions are answered.
"""

from components import share_link
from components.query import once, read_query
from components.questions import told
from components.share_link import LONGEST, View, opening
from components.training_link import NETWORK, read_training
from optimizers.training import ready

UNTRAINED = "this plane has to be trained first: open its link on the page, or the Network page"


def decode(link: str) -> tuple[View, tuple[str, ...]]:
    """As share_link's, without the runs whose outcome is hidden.

    It never trains: a link that asks for it is the opening page, and a problem in words.
    """
    if any(map(untrained, surfaces(link))):
        return opening(), (UNTRAINED,)
    view, problems = share_link.decode(link)
    return told(view), once(problems)


def surfaces(link: str) -> tuple[str, str]:
    """The keys of the landscapes that a link and the one pinned in it name, as they stand there; "" for none."""
    own = dict(read_query(link, LONGEST, []))  # of several the last, as share_link reads them
    pinned = dict(read_query(own.get("pin", ""), LONGEST, []))
    return own.get("landscape", ""), pinned.get("landscape", "")


def untrained(key: str) -> bool:
    """Whether `key` names a plane of a training that is not kept; not where it is damaged, which decoding says."""
    if not key.startswith(NETWORK):
        return False
    try:
        training = read_training(key.removeprefix(NETWORK).partition("~")[2])
    except ValueError:
        return False
    return bool(training.runs) and not ready(training)
