"""The parts of an Office file, inflated within limits; what its XML declares is refused."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import lxml.etree

from ...config import ArticleSettings
from ...errors import ReadError

_MB = 1_000_000
_CHUNK = 1_000_000
# Office files declare no document type; only bombs and external entities need one.
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What the standard library raises on damaged archives.
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)
_XML = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class Office:
    """An open DOCX or XLSX."""

    archive: zipfile.ZipFile
    limit: int
    """Bytes that one part may inflate to."""

    def part(self, name: str) -> bytes | None:
        """The inflated part, or None if there is none.

        Raises `ReadError`: `decompression_limit`, `xml_bomb`, `encrypted`, `bad_office_file`.
        """
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise ReadError("encrypted", f"{name} has a password")
        chunks: list[bytes] = []
        size = 0
        try:
            with self.archive.open(info) as file:
                # What the header says of the size may be a lie: real bytes are counted.
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    if size > self.limit:
                        limit = f"{self.limit / _MB:g} MB (articles.max_file_mb)"
                        raise ReadError("decompression_limit", f"{name} inflates to over {limit}")
                    chunks.append(chunk)
        except _BROKEN as error:
            raise ReadError("bad_office_file", f"{name}: {error}") from error
        data = b"".join(chunks)
        if name.endswith(_XML) and _declares(data):
            raise ReadError("xml_bomb", f"{name} declares a document type or entities")
        return data

    def tree(self, name: str) -> Any | None:
        """Root of an XML part, or None if there is none."""
        data = self.part(name)
        if data is None:
            return None
        parser = lxml.etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True
        )
        try:
            return lxml.etree.fromstring(data, parser)
        except lxml.etree.XMLSyntaxError as error:
            raise ReadError("bad_office_file", f"{name}: {error}") from error

    def check(self) -> None:
        """Inflate every XML part within the limits, and the whole within twice the limit."""
        total = 0
        for name in self.archive.namelist():
            if name.endswith(_XML):
                total += len(self.part(name) or b"")
            if total > 2 * self.limit:
                detail = f"its parts inflate to over {2 * self.limit / _MB:g} MB"
                raise ReadError("decompression_limit", f"{detail} (articles.max_file_mb)")


def _declares(data: bytes) -> bool:
    """Whether a document type or an entity is declared; UTF-16 has a zero in each character."""
    head = data[:4096].replace(b"\0", b"")
    return bool(_DECLARED.search(head)) or b"<!ENTITY" in data


def open_office(data: bytes, settings: ArticleSettings) -> Office:
    """An Office file of the bytes. Raises `ReadError` (`bad_office_file`)."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise ReadError("bad_office_file", f"no readable zip: {error}") from error
    return Office(archive, int(settings.max_file_mb * _MB))
