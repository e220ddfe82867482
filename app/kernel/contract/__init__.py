"""The contract of the service: the OpenAPI document, and what is answered from it. The models and routes are the features'."""

from app.kernel.contract.allowed import allow_header
from app.kernel.contract.document import OtherWay, for_generators, install, operation_id, written
from app.kernel.contract.openapi import Json
from app.kernel.contract.spoken import speak

__all__ = ["Json", "OtherWay", "allow_header", "for_generators", "install", "operation_id", "speak", "written"]
