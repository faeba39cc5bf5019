"""The training of a network, told while it goes on, and what can be asked of it then.

On the socket a message is `<sequence> <link>`, of components/training_link.py: it ends what the same socket asked for
before, and is answered

- at once by the text {"sequence", "epochs", "preparing": true}; while others train by {…, "waiting": true}, and by the
  first when its turn has come;
- then by frames laid out as in maps/frame.py: the head {"training": "progress" | "done", "from", "to", "epochs",
  "milliseconds", "runs": [titles], "weights", "m_train", "m_test", "diverged": [the epoch from which a run is no
  longer finite, or null; of those so far told]} and, as f8 of shape (runs, to − from + 1), `loss`, `held_loss`,
  `accuracy` and `held_accuracy` after these epochs, where epoch 0 is before the training. Each frame goes on where the
  one before it ended; a training that is kept comes as one;
- or by the text {"sequence", "error"}.

`<sequence> cancel` ends what runs: {"sequence", "cancelled": the last epoch told, or null where none was}.
course.py tells the same by plain HTTP; boundary.py and plane.py answer plain requests.
"""

import json
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect

from components.backend.newest import failure, numbered
from components.backend.training.going import Going
from components.training_link import read_training
from optimizers.training import affordable

CANCEL = "cancel"


async def training(socket: WebSocket) -> None:
    """Train what the messages of one socket ask for, and tell how it goes."""
    await socket.accept()
    going: Going | None = None
    # A peer that goes away, at whatever moment, is no error.
    with suppress(WebSocketDisconnect, RuntimeError):
        try:
            while True:
                text = await socket.receive_text()
                sequence, link = numbered(text, f"a link, or “{CANCEL}”")
                if sequence is None:
                    await socket.send_text(failure(None, link))
                    continue
                told = await going.end() if going else None
                going = None
                if link == CANCEL:
                    await socket.send_text(json.dumps({"sequence": sequence, "cancelled": told}))
                    continue
                try:
                    asked = read_training(link)
                    affordable(asked)
                except ValueError as error:
                    await socket.send_text(failure(sequence, str(error)))
                    continue
                going = Going(socket, sequence, asked)
        finally:
            if going:
                await going.end()
