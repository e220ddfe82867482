"""The command `tiendo`: starts the service, and does for an operator at the machine what nobody does over HTTP."""

from app.cli.app import run

__all__ = ["run"]
