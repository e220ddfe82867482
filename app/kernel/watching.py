"""The parent of the workers: looks at each twice a second, and replaces at once whichever has died."""

import time
from weakref import WeakKeyDictionary

from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process


class Watching(Multiprocess):
    """uvicorn's own waits for the answer of each before it looks at the next, and does not notice when the one that it waits for dies:
    while one worker was starting, others that had been killed were missing for as long, and it itself for the whole of a minute.
    """

    def run(self) -> None:
        self._asked_at: WeakKeyDictionary[Process, float] = WeakKeyDictionary()
        super().run()

    def keep_subprocess_alive(self) -> None:
        for place, process in enumerate(self.processes):
            if not self.should_exit.is_set() and not self._is_well(process):
                self._replace(place, process)

    def _is_well(self, process: Process) -> bool:
        """Asked again when it has answered; nothing is waited for."""
        if not process.process.is_alive():
            return False
        if process.parent_conn.poll():
            process.parent_conn.recv()
            self._asked_at.pop(process, None)
        if process not in self._asked_at:
            process.parent_conn.send(b"ping")
            self._asked_at[process] = time.monotonic()
        return time.monotonic() - self._asked_at[process] < self.config.timeout_worker_healthcheck

    def _replace(self, place: int, process: Process) -> None:
        process.kill()
        process.join()
        if process.exitcode == STARTUP_FAILURE:
            # The next one would fail in the same way.
            self.should_exit.set()
            return
        self.processes[place] = Process(self.config, self.sockets)
        self.processes[place].start()
