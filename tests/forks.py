"""Children that are forked from one process that has loaded the program: a start costs a fraction of a second."""

from __future__ import annotations

import multiprocessing
import sys

if sys.platform == "linux":
    forks = multiprocessing.get_context("forkserver")
else:
    forks = multiprocessing.get_context("spawn")
forks.set_forkserver_preload(
    ["tests.end_to_end.acts_rows", "tests.end_to_end.acts_folder", "tests.end_to_end.typen", "tests.security.readers"]
)
