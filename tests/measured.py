"""Run pytest with the arguments given, and print what the whole run took: seconds on the clock and of the processors.

Also of what pytest started and nobody waits for, as PostgreSQL's server and a browser's helpers: on Linux this process
inherits them. On other systems theirs are missing from the second figure.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import time

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
_STRAGGLERS_END_WITHIN_S = 10.0


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    code = subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode
    took = time.monotonic() - began
    _wait_for_stragglers()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{took:.0f} s, {used.ru_utime + used.ru_stime:.0f} CPU-seconds (user + system, every process of the run)")
    return code


def _wait_for_stragglers() -> None:
    """A process counts when it has ended; one that stays is left alone, and does not count."""
    ends = time.monotonic() + _STRAGGLERS_END_WITHIN_S
    while time.monotonic() < ends:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not ended:
            time.sleep(0.05)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
