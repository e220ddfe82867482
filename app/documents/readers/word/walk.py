"""The elements that are sought under another, the outermost of each branch. Not recursive: a hostile file nests deeper than Python calls."""

from collections.abc import Callable, Collection, Iterator

from app.documents.readers.word.names import STRUCK
from app.documents.readers.xml import Element


def outermost(
    under: Element, is_sought: Callable[[Element], bool], closed: Collection[str] = STRUCK
) -> Iterator[Element]:
    """In the order of the document; what is found, or has one of the `closed` names, is not looked into."""
    stack = [iter(under)]
    while stack:
        for element in stack[-1]:
            if is_sought(element):
                yield element
            elif element.tag not in closed:
                stack.append(iter(element))
                break
        else:
            stack.pop()


def outermost_named(under: Element, *names: str, closed: Collection[str] = STRUCK) -> Iterator[Element]:
    return outermost(under, lambda element: element.tag in names, closed)
