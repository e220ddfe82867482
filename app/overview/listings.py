"""Lists whose filters enter a statement at several places: built anew from the names of the filters given."""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.sql.expression import Executable

from app.access.reading import Finish, Listing, as_stored
from app.access.roles import Permission
from app.kernel.reads import Compiled, Shapes
from app.overview.counts import Shape
from app.tasks.named import NAMES
from app.tasks.views import VIEWS, View

AFTER = "after"


class _ByNames(Shapes):
    def __init__(self, view: View, build: Callable[[Shape], Executable]) -> None:
        super().__init__(lambda _: select(), {})
        self._view, self._build_by_names = view, build

    def _compile(self, shape: tuple[str, ...]) -> Compiled:
        return Compiled(self._build_by_names(Shape(self._view, filters=frozenset(shape))))


def listings(
    build: Callable[[Shape], Executable], places: Mapping[str, type], finish: Finish = as_stored
) -> Mapping[View, Listing]:
    """`AFTER` among the filters of a shape: from the place of a cursor on."""
    return {view: Listing(_ByNames(view, build), Permission.task_read, places, finish, NAMES) for view in VIEWS}
