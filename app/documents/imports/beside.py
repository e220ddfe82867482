"""Takes up drafts, compares and writes them out beside what answers requests: one after the other in a single thread.

Of a long annex each of these takes the interpreter for a second. Rejected: a thread each, as `asyncio.to_thread` gives it. Threads share
the interpreter by turns, and several of them would leave those who ask for a single row one turn in many.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
_ONE = ThreadPoolExecutor(max_workers=1, thread_name_prefix="imports")


async def beside(work: Callable[Asked, Made], /, *args: Asked.args, **named: Asked.kwargs) -> Made:
    return await asyncio.get_running_loop().run_in_executor(_ONE, partial(work, *args, **named))
