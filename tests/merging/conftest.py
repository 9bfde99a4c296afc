"""Lets the tests of merging share their small tellings."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
