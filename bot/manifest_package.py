"""The Teams app package: manifest, translations and icons in one zip."""

import io
import json
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

from bot.errors import BadInputError, BadSettingsError

_HERE = Path(__file__).parent
#: in the wheel within the package, in the repository beside it
FOLDER = next(
    (path for path in (_HERE / "manifest", _HERE.parent / "manifest") if path.is_dir()),
    _HERE.parent / "manifest",
)
#: Teams shows icons of these widths and refuses others
ICONS = {"color.png": 192, "outline.png": 32}
#: each language's file: what is said in the manifest itself is Danish
LANGUAGES = ("da.json", "en.json")
#: Teams wants an address of whoever makes the app, also where there is none
NO_DOMAIN = "bolden.example.org"

_OF_TABS = ("staticTabs", "configurableTabs", "validDomains", "webApplicationInfo")
_GUID = re.compile(r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])", re.IGNORECASE)
_VERSION = re.compile(r"\d+\.\d+\.\d+")


def build(
    app_id: str,
    domain: str,
    version: str,
    *,
    tabs: bool,
    installs: bool = False,
    folder: Path = FOLDER,
) -> bytes:
    """Give the zip to upload to Teams; the same input gives the same bytes.

    Without tabs, as for a board that nobody can sign in at, all that serves them is left out; an
    app that installs itself by Graph must name its registration all the same.
    """
    _check(app_id, domain, version)
    values = {"APP_ID": app_id.lower(), "DOMAIN": domain.lower(), "VERSION": version}
    values["RESOURCE"] = resource(app_id, domain)
    manifest = _file(folder, "manifest.json").decode()
    for name, value in values.items():
        manifest = manifest.replace("{{" + name + "}}", value)
    files = {"manifest.json": manifest.encode()}
    files |= {name: _file(folder, name) for name in LANGUAGES}
    if not tabs:
        own = {"webApplicationInfo": {"id": app_id.lower()}} if installs else {}
        files = {
            name: _without_tabs(content, own if name == "manifest.json" else {})
            for name, content in files.items()
        }
    return _zipped(files | {name: _icon(folder, name, width) for name, width in ICONS.items()})


def _without_tabs(content: bytes, instead: dict[str, Any]) -> bytes:
    """Leave out the tabs, what lets them sign in, and their names in a language's file."""
    kept = {key: said for key, said in json.loads(content).items() if not key.startswith(_OF_TABS)}
    return json.dumps(kept | instead, ensure_ascii=False, indent=2).encode() + b"\n"


def resource(app_id: str, domain: str) -> str:
    """Give the name by which Entra knows the tabs; for an app that is a bot too, in this form."""
    return f"api://{domain.lower()}/botid-{app_id.lower()}"


def _check(app_id: str, domain: str, version: str) -> None:
    if not _GUID.fullmatch(app_id):
        raise BadSettingsError(f"The Teams app id must be a GUID, not '{app_id}'.")
    if not _DOMAIN.fullmatch(domain):
        raise BadSettingsError(
            f"Teams needs the board's public domain, as bolden.example.org, not '{domain}'."
        )
    if not _VERSION.fullmatch(version):
        raise BadInputError(f"Teams takes a version like 1.2.3, not '{version}'.")


def _file(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise BadInputError(f"The Teams app lacks '{name}' in {folder}.") from error


def _icon(folder: Path, name: str, width: int) -> bytes:
    content = _file(folder, name)
    starts_as_png = content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24
    if not starts_as_png or struct.unpack(">II", content[16:24]) != (width, width):
        raise BadInputError(f"The icon '{name}' must be a PNG of {width} by {width} pixels.")
    return content


def _zipped(files: dict[str, bytes]) -> bytes:
    """Stored, not packed, with a fixed date: nothing in it depends on this machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
