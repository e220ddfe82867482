"""The document of the service whose contract is looked at."""

from app.kernel.contract.openapi import Json
from tests.apps import without_database


def document() -> Json:
    return without_database().openapi()
