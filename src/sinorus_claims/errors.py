"""Errors that the package raises on purpose; each names the file, the value and the next step."""


class ClaimsError(Exception):
    """Base of every error raised on purpose."""


class ConfigError(ClaimsError):
    """A setting is unknown or has a value that is not allowed."""


class ReadError(ClaimsError):
    """One input cannot be read as an article; `code` is a short stable word such as `empty`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class PipelineError(ClaimsError):
    """The language pipeline cannot be loaded or lacks what the extraction needs."""
