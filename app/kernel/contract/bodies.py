"""What a route takes as its body, from the models that the contract is made of: its media type, and its fields at a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Body:
    """The body of one route: what it is sent as, the annotation it is read by, and in which further forms it may come."""

    media_type: str
    annotation: Any
    further: frozenset[str] = frozenset()

    def is_sent_in(self, request: Request) -> bool:
        """Whether the request's Content-Type is one this body is read from (RFC 6839: any +json is JSON)."""
        sent = Message()
        sent["content-type"] = request.headers.get("content-type", "")
        kind, subtype = sent.get_content_type(), sent.get_content_subtype()
        is_json = self.media_type == JSON and subtype.endswith("+json")
        return kind == self.media_type or kind in self.further or is_json


def body_of(request: Request) -> Body | None:
    """The body that the route of a request takes, if it takes one."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute) or route.body_field is None:
        return None
    field = route.body_field
    declared = (route.openapi_extra or {}).get("requestBody", {}).get("content", {})
    return Body(getattr(field.field_info, "media_type", JSON), field.field_info.annotation, frozenset(declared))


def known_fields(annotation: Any, path: Sequence[str | int]) -> list[str]:
    """The names in the object at `path` of a body read by `annotation`; empty where it holds no model."""
    places = [annotation]
    for part in path:
        places = [inner for place in places for inner in _inside(place, part)]
    return [field.alias or name for model in _models(places) for name, field in model.model_fields.items()]


def _inside(annotation: Any, part: str | int) -> list[Any]:
    if isinstance(part, int):
        return [item for one in _alternatives(annotation) if get_origin(one) is list for item in get_args(one)]
    fields = [model.model_fields for model in _models([annotation])]
    return [found[part].annotation for found in fields if part in found]


def _models(annotations: Sequence[Any]) -> list[type[BaseModel]]:
    plain = [one for annotation in annotations for one in _alternatives(annotation)]
    return [one for one in plain if isinstance(one, type) and issubclass(one, BaseModel)]


def _alternatives(annotation: Any) -> list[Any]:
    """The members of a union, each without what Annotated hangs on it."""
    if get_origin(annotation) is Annotated:
        return _alternatives(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [inner for one in get_args(annotation) for inner in _alternatives(one)]
    return [annotation]
