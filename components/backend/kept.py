"""What XLA compiled, kept on disk for the next start: a landscape met before is then drawn three times sooner."""

import os
import platform
from pathlib import Path

MOST = 32 << 20  # bytes; some 2,000 programs, the longest unused of them dropped first


def keep_compiled() -> None:
    """Have JAX keep its programs in the reader's own cache folder; without one that can be written, in none.

    Call it before JAX is imported, which reads these variables then. Whoever has set one of them keeps their choice.
    """
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        # By machine: a home may be shared by some of which one cannot run what another compiled. For its owner alone:
        # what lies in it is run.
        folder = cache / "optiscape" / (platform.node() or "here")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            return
    except (OSError, RuntimeError):
        return
    os.environ.setdefault("JAX_COMPILATION_CACHE_DIR", str(folder))
    os.environ.setdefault("JAX_COMPILATION_CACHE_MAX_SIZE", str(MOST))  # JAX asks for the package filelock with this
    # JAX keeps only what took a second; ours take a tenth each, and there are six of them to a picture.
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
    os.environ.setdefault("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1")
