"""Archives and XML of other tools, opened as what they are: untrusted. Nothing is extracted; members are read by name.

The limits are far above any study and far below what hurts. Every refusal is one sentence.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType

from qualcode.errors import ReadingError
from qualcode.text.visible import visible

MOST_MEMBERS = 10_000
MOST_TEXT = 64 << 20  # bytes of one text
MOST_XML = 256 << 20  # bytes of a project's XML
MOST_READ = 384 << 20  # bytes of all members that are read
MOST_RATIO = 200  # times a member may grow, beyond its first MiB
_CHUNK = 1 << 20
_BAD_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\\]|^[A-Za-z]:")
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError,
    ValueError, OverflowError, KeyError, IndexError,
)  # fmt: skip


class Archive:
    """A zipped project. `ignored` are members outside `sources/` and not a project: never read."""

    def __init__(self, path: Path) -> None:
        self.name = visible(path.name)
        self._left = MOST_READ
        try:
            self._zip = zipfile.ZipFile(path)
            infos = self._zip.infolist()
        except _DAMAGED as wrong:
            raise ReadingError(f"{self.name} is no complete ZIP archive; export it again.") from wrong
        try:
            self._infos, self.ignored = self._sound(infos)
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _sound(self, infos: list[zipfile.ZipInfo]) -> tuple[dict[str, zipfile.ZipInfo], tuple[str, ...]]:
        """Return the members by folded name; raises `ReadingError` for what two programs would read differently."""
        if len(infos) > MOST_MEMBERS:
            raise ReadingError(f"{self.name} holds {len(infos):,} files; at most {MOST_MEMBERS:,} are read.")
        sound: dict[str, zipfile.ZipInfo] = {}
        ignored: list[str] = []
        for info in infos:
            shown = visible(info.orig_filename)
            folded = info.orig_filename.casefold()
            if folded in sound:
                raise ReadingError(f"{self.name} holds {shown} twice; export it again.")
            if stat.S_ISLNK(info.external_attr >> 16):
                raise ReadingError(f"{self.name}: {shown} is a link, not a file; nothing was read.")
            if _is_outside(info.orig_filename):
                raise ReadingError(
                    f"{self.name}: the name {shown} leads out of the archive; nothing was read."
                )
            if info.flag_bits & 0x1:
                raise ReadingError(f"{self.name}: {shown} is encrypted; export it without a password.")
            sound[folded] = info
            if not _is_expected(folded):
                ignored.append(shown)
        return sound, tuple(ignored)

    def project_file(self) -> str:
        """Return the name of the member that holds the project."""
        roots = [info.filename for info in self._infos.values() if _is_root_project(info.filename.casefold())]
        named = [name for name in roots if name.casefold() == "project.qde"]
        if named:
            return named[0]
        if len(roots) == 1:
            return roots[0]
        found = "no project.qde" if not roots else f"{len(roots)} .qde files and none is project.qde"
        raise ReadingError(f"{self.name} holds {found}; export it again as a REFI-QDA project.")

    def source(self, flat: str) -> str | None:
        """Return the member `sources/<flat>`, whatever its case; None where there is none."""
        info = self._infos.get(f"sources/{flat}".casefold()) if "/" not in flat else None
        return info.filename if info else None

    def read(self, member: str, most: int) -> bytes:
        """Return the bytes of a member, counted while unpacking; raises `ReadingError` beyond `most` bytes."""
        info = self._infos[member.casefold()]
        shown = visible(member)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadingError(f"{self.name}: {shown} is packed in a way that is not read; export it again.")
        parts: list[bytes] = []
        count = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    count += len(chunk)
                    self._refuse_growth(shown, count, info.compress_size, most)
                    parts.append(chunk)
        except _DAMAGED as wrong:
            raise ReadingError(f"{self.name} is damaged: {shown} cannot be read; export it again.") from wrong
        self._left -= count
        return b"".join(parts)

    def _refuse_growth(self, shown: str, count: int, packed: int, most: int) -> None:
        if count > _CHUNK + MOST_RATIO * packed:
            raise ReadingError(f"{self.name}: {shown} unpacks to over {MOST_RATIO} times its size: a bomb.")
        if count > most:
            raise ReadingError(f"{self.name}: {shown} is over {most >> 20} MiB; no more is read of one file.")
        if count > self._left:
            raise ReadingError(f"{self.name} unpacks to over {MOST_READ >> 20} MiB; no more is read at once.")


def _is_outside(name: str) -> bool:
    return bool(_BAD_NAME.search(name)) or name.startswith("/") or ".." in name.split("/")


def _is_root_project(folded: str) -> bool:
    return "/" not in folded and folded.endswith(".qde")


def _is_expected(folded: str) -> bool:
    flat = folded.removeprefix("sources/")
    return folded.endswith("/") or _is_root_project(folded) or (flat != folded and "/" not in flat)
