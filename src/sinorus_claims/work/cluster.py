"""The engine of many machines: Ray, which must be installed (the extra `ray`).

Ray hands the items out and retries those whose machine or process it loses. Within each of its
processes the item goes to a worker of `ProcessEngine`, whose limits hold as they do on one
machine: an item that kills its worker is lost there, and Ray never hears of it.
"""

import atexit
import json
import logging
import os
import secrets
import shutil
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from ..config import WorkSettings
from ..errors import ClaimsError, ConfigError, PipelineError
from .closing import Closing
from .contract import Lost
from .messages import FAULT, OUTCOME, error_of, fault
from .processes import ProcessEngine

_LOST = b"L"
_RETRIES = 3
_AHEAD = 8
"""Items for each core that Ray has been given, whose outcomes have not been yielded."""
_CONTEXTS = 8
_STORE_BYTES = 200_000_000
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # else it warns of a change to come
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
    "RAY_task_oom_retries": str(_RETRIES),
}
# Whoever reaches a cluster's doors can run what he likes: on one machine they are localhost's, and
# nobody but this process has the key, which Ray asks for once and keeps.
_ALONE = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
}


class RayEngine(Closing):
    """Runs stages as Ray's tasks: on this machine, or on the cluster of `work.ray_address`.

    On this machine `work.workers` says how many items are worked on at once; on a cluster all its
    cores are used.
    """

    def __init__(self, settings: WorkSettings) -> None:
        """Raises `ConfigError` without Ray, `PipelineError` where it does not start."""
        if not find_spec("ray"):
            raise ConfigError(
                "work.engine: Ray is not installed; pip install 'sinorus-claims[ray]'"
            )
        self._set = _environment(alone=settings.ray_address is None)
        self._ray: Any = import_module("ray")
        logging.getLogger("ray").setLevel(logging.ERROR)  # its import sets another
        # The worker inside each of Ray's processes: one item at a time.
        self._settings = settings.model_copy(update={"workers": 1}).model_dump_json()
        self._folder: str | None = None
        self._contexts: dict[bytes, Any] = {}
        try:
            self._start(settings)
        except Exception as error:
            self.close()
            raise PipelineError(f"work.engine: Ray does not start: {error}") from error
        self._task = self._ray.remote(num_cpus=1, max_retries=_RETRIES)(carry_out)
        self._width = max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def _start(self, settings: WorkSettings) -> None:
        quiet = {"log_to_driver": False, "logging_level": "ERROR", "configure_logging": False}
        told = {**quiet, "job_config": self._job()}
        with _own_signals():
            if settings.ray_address:
                self._ray.init(address=settings.ray_address, **told)
                return
            self._folder = tempfile.mkdtemp(prefix="ray-")
            self._ray.init(
                address="local",
                num_cpus=settings.workers or None,
                include_dashboard=False,
                object_store_memory=_STORE_BYTES,
                _temp_dir=self._folder,
                _node_ip_address="127.0.0.1",
                **told,
            )

    def _job(self) -> Any:
        """Where Ray's processes look for modules: in the current folder only if this process does.

        Left to itself Ray puts that folder before all others, and there may lie anybody's files.
        """
        here = Path.cwd()
        looked_in = any(Path(folder).resolve() == here for folder in sys.path)
        return self._ray.job_config.JobConfig(
            _client_job=True, _py_driver_sys_path=[str(here)] if looked_in else []
        )

    @property
    def width(self) -> int:
        """Cores of the cluster."""
        return self._width

    @property
    def shares_files(self) -> bool:
        """On this machine alone: what a cluster's machines see of it nobody knows."""
        return self._folder is not None

    def run(self, function: str, context: bytes, items: Iterable[bytes]) -> Iterator[bytes | Lost]:
        """As `Engine.run`; raises what `ProcessEngine.run` raises."""
        told = self._told(context)
        coming = (self._task.remote(self._settings, function, told, item) for item in items)
        # What it has been given it also does when nobody waits any more: `ray.cancel` can abort the
        # whole process (2.60, when a task ends at the same moment).
        waiting: deque[Any] = deque(islice(coming, _AHEAD * self._width))
        while waiting:
            yield self._outcome(waiting.popleft())
            waiting.extend(islice(coming, 1))

    def _told(self, context: bytes) -> Any:
        """The context, put once where all machines find it."""
        if context not in self._contexts:
            if len(self._contexts) >= _CONTEXTS:
                self._contexts.pop(next(iter(self._contexts)))
            self._contexts[context] = self._ray.put(context)
        return self._contexts[context]

    def _outcome(self, task: Any) -> bytes | Lost:
        errors = self._ray.exceptions
        try:
            kind, payload = self._ray.get(task)
        except (errors.WorkerCrashedError, errors.OutOfMemoryError, errors.NodeDiedError):
            return Lost("crashed", "its worker died 2 times")  # the words of `ProcessEngine`
        except errors.RayError as error:
            raise PipelineError(f"Ray could not run a task: {error}") from error
        if kind == FAULT:
            raise error_of("a stage", payload)
        return Lost(*json.loads(payload)) if kind == _LOST else payload

    def close(self) -> None:
        """End what was started here; leave the cluster."""
        self._contexts.clear()
        with _own_signals():
            self._ray.shutdown()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        for name in self._set:
            os.environ.pop(name, None)


def carry_out(settings: str, function: str, context: bytes, item: bytes) -> tuple[bytes, bytes]:
    """Ray's task: the kind of an outcome, and the outcome, as messages of workers have them."""
    try:
        (outcome,) = _worker(settings).run(function, context, [item])
    except ClaimsError as error:
        return FAULT, fault(error)
    if isinstance(outcome, Lost):
        return _LOST, json.dumps([outcome.reason, outcome.detail]).encode()
    return OUTCOME, outcome


@lru_cache(maxsize=1)
def _worker(settings: str) -> ProcessEngine:
    """The engine of one of Ray's processes: its worker stays from task to task."""
    engine = ProcessEngine(WorkSettings.model_validate_json(settings))
    atexit.register(engine.close)
    return engine


def _environment(*, alone: bool) -> list[str]:
    """Set what Ray reads from the environment, unless the user has; the names that were set."""
    wanted = _QUIET | _ALONE if alone else _QUIET
    names = [name for name in wanted if name not in os.environ]
    os.environ.update({name: wanted[name] for name in names})
    return names


@contextmanager
def _own_signals() -> Iterator[None]:
    """Ray sets a handler of SIGTERM that ends the process as it likes; ours is put back."""
    handler = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread() and handler is not None:
            signal.signal(signal.SIGTERM, handler)
