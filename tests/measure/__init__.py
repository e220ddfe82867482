"""How long and how large: small in `make test`, at full size in `make measure`."""

from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
TODAY = date(2026, 7, 20)
