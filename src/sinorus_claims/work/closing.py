"""What has to be closed when it is no longer used."""

from typing import Self


class Closing:
    """A context manager that is closed at the end of its block."""

    def close(self) -> None:
        """End or let go of what is held."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
