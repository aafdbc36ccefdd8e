"""Whether a name is that of the site at an address."""

# Parts of host names that say nothing about whose they are.
_COMMON = frozenset({"www", "com", "org", "net", "news", "edition", "feeds", "rss", "blog", "mail"})


def names_host(name: str, host: str) -> bool:
    """Whether a host is called after `name`: "The Lunmark Post" and `lunmarkpost.example`."""
    letters = _letters(name).removeprefix("the")
    if len(letters) < 3:
        return False
    labels = [_letters(part) for part in host.lower().split(".")[:-1]]
    own = [part for part in labels if len(part) >= 3 and part not in _COMMON]
    return any(letters in part or part in letters for part in own)


def _letters(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())
