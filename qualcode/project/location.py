"""Where a project file lies: folders that other machines write to are risky for a database."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SYNCED_FOLDERS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "yandex.disk": "Yandex Disk",
    "yandexdisk": "Yandex Disk",
    "pcloud": "pCloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
}
NETWORK_FILE_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "fuse.sshfs",
    "afpfs",
    "9p",
    "ceph",
    "webdav",
    "davfs",
}
WINDOWS_REMOTE_DRIVE = 4


def warning_about(path: Path, mounts: str | None = None) -> str | None:
    """Return a sentence when the folder of a project is synced or on the network, else None.

    `mounts` is the table of mounted file systems (for tests); by default the system's own.
    """
    folder = path.resolve().parent
    if service := synced_by(folder):
        return (
            f"{path.name} lies in a folder that {service} syncs: close the project on one machine before you open"
            " it on another, or keep it outside and put backups (`qualcode backup`) there."
        )
    if is_network(folder, mounts):
        return (
            f"{path.name} lies on a network drive, where two people writing at once can damage it: work on a local"
            " copy, or let only one person have it open."
        )
    return None


def synced_by(folder: Path) -> str | None:
    """Return the name of the service that syncs a folder, judged by the names on its way."""
    for part in folder.parts:
        for sign, service in SYNCED_FOLDERS.items():
            if part.casefold() == sign or part.casefold().startswith((f"{sign} -", f"{sign}-")):
                return service
    return None


def is_network(folder: Path, mounts: str | None = None) -> bool:
    """Return whether a folder is on another machine, as far as the system tells."""
    if str(folder).startswith("\\\\"):
        return True
    if sys.platform == "win32" and folder.drive:
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.drive + "\\") == WINDOWS_REMOTE_DRIVE)
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text(errors="replace") if table.exists() else ""
    places = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]
    inside = [
        (len(place), kind)
        for place, kind in places
        if os.path.commonpath([place.replace("\\040", " "), str(folder)]) == place.replace("\\040", " ")
    ]
    return bool(inside) and max(inside)[1] in NETWORK_FILE_SYSTEMS
