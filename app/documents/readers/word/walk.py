"""The elements that are sought under another, the outermost of each branch. Not recursive: a hostile file nests deeper than Python calls."""

from collections.abc import Callable, Iterator

from app.documents.readers.word.names import STRUCK
from app.documents.readers.xml import Element


def outermost(
    under: Element,
    names: frozenset[str],
    *,
    closed: frozenset[str] = STRUCK,
    is_open: Callable[[Element], bool] | None = None,
) -> Iterator[Element]:
    """In the order of the document. What is found is not looked into, unless it `is_open`, which is then not what is sought; nor is
    what has one of the `closed` names.
    """
    stack = [iter(under)]
    while stack:
        for element in stack[-1]:
            if element.tag in names and (is_open is None or not is_open(element)):
                yield element
            elif element.tag not in closed:
                stack.append(iter(element))
                break
        else:
            stack.pop()
