"""The Teams app package is one that Teams takes."""

import io
import json
import re
import shutil
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.errors import BoldenError
from bot.manifest_package import FOLDER, ICONS, LANGUAGES, build

APP_ID = "0f8b3c1e-5a57-4c55-9a3e-2f6f7d1c9b10"
SCHEMAS = Path(__file__).parent / "schema"
GUIDE = Path(__file__).parents[2] / "docs" / "teams.md"
#: what Teams shows to people, by how its key ends; a command's title is what one writes to us
_SHOWN = (
    "staticTabs[0].name",
    "name.short",
    "name.full",
    "description.short",
    "description.full",
    "].description",
)


def _schema(name: str) -> jsonschema.Draft7Validator:
    """The schema calls itself draft 4 but uses `const`, which a draft 4 validator overlooks."""
    return jsonschema.Draft7Validator(json.loads((SCHEMAS / name).read_text("utf-8-sig")))


MANIFEST = _schema("MicrosoftTeams.schema.json")
TRANSLATION = _schema("MicrosoftTeams.Localization.schema.json")


def _files(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def _said(name: str) -> dict[str, str]:
    said: dict[str, str] = json.loads((FOLDER / name).read_text("utf-8"))
    return said


def _paths(value: Any, path: str = "") -> list[str]:
    """The keys of all texts, as the translations name them."""
    if isinstance(value, dict):
        dot = "." if path else ""
        return [one for key, part in value.items() for one in _paths(part, f"{path}{dot}{key}")]
    if isinstance(value, list):
        return [one for n, part in enumerate(value) for one in _paths(part, f"{path}[{n}]")]
    return [path]


def _at(value: Any, path: str) -> Any:
    for part in re.findall(r"\w+", path):
        value = value[int(part)] if part.isdigit() else value[part]
    return value


def _manifest(**changes: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        _files(build(APP_ID, "tavle.example.org", "1.2.3", tabs=True))["manifest.json"]
    )
    return content | changes


def test_the_package_holds_what_teams_asks_for_and_no_more() -> None:
    files = _files(build(APP_ID, "tavle.example.org", "1.2.3", tabs=True))
    assert list(files) == ["manifest.json", "da.json", "en.json", "color.png", "outline.png"]
    assert not any(b"{{" in content for name, content in files.items() if name.endswith("json"))


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_official_schema_accepts_the_manifest_and_its_languages(name: str) -> None:
    MANIFEST.validate(_manifest())
    TRANSLATION.validate(_said(name))


def test_the_languages_say_the_same_things_and_danish_is_what_the_manifest_says() -> None:
    danish, english = (_said(name) for name in LANGUAGES)
    assert list(danish) == list(english)
    for key, said in danish.items():
        if key != "$schema":
            assert said == _at(_manifest(), key) != "", key
            assert key == "name.short" or said != english[key], key


def test_all_that_people_read_can_be_read_in_english() -> None:
    shown = [key for key in _paths(_manifest()) if key.endswith(_SHOWN)]
    assert len(shown) >= 8
    assert set(shown) <= set(_said("en.json"))


@pytest.mark.parametrize(
    "changes",
    [
        {"manifestVersion": "1.29"},
        {"id": "not-a-guid"},
        {"icons": {"color": "color.png"}},
        {"bots": [{"botId": APP_ID, "scopes": ["groupchat"]}]},
        {"name": {"short": "x" * 31}},
        {"invented": True},
    ],
)
def test_the_schema_would_refuse(changes: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        MANIFEST.validate(_manifest(**changes))


def test_the_values_stand_where_they_belong() -> None:
    manifest = _manifest()
    assert manifest["id"] == manifest["bots"][0]["botId"] == APP_ID
    assert manifest["composeExtensions"][0]["botId"] == APP_ID
    assert manifest["version"] == "1.2.3"
    assert manifest["developer"]["websiteUrl"] == "https://tavle.example.org/"
    assert manifest["bots"][0]["scopes"] == ["personal", "team", "groupChat"]


def test_nothing_is_asked_for_that_is_not_used() -> None:
    manifest = _manifest()
    assert manifest["permissions"] == ["identity", "messageTeamMembers"]
    assert not {"authorization", "devicePermissions"} & set(manifest)


def test_the_tabs_are_our_own_pages_and_sign_in_by_the_same_app() -> None:
    manifest = _manifest()
    (own,), (channel,) = manifest["staticTabs"], manifest["configurableTabs"]
    door = "https://tavle.example.org/teams/ind?til="
    assert (own["contentUrl"], own["scopes"]) == (f"{door}/min", ["personal"])
    assert (channel["configurationUrl"], channel["scopes"]) == (f"{door}/teams/indstil", ["team"])
    assert manifest["validDomains"] == ["tavle.example.org"]
    assert manifest["webApplicationInfo"] == {
        "id": APP_ID,
        "resource": f"api://tavle.example.org/botid-{APP_ID}",
    }


def test_without_sign_in_there_are_no_tabs_and_nothing_that_serves_them() -> None:
    files = _files(build(APP_ID, "tavle.example.org", "1.2.3", tabs=False))
    manifest = json.loads(files["manifest.json"])
    tabs = {"staticTabs", "configurableTabs", "validDomains", "webApplicationInfo"}
    assert set(_manifest()) - set(manifest) == tabs
    assert not any(b"staticTabs" in content or b"api://" in content for content in files.values())
    MANIFEST.validate(manifest)
    for name in LANGUAGES:
        TRANSLATION.validate(json.loads(files[name]))
    package = build(APP_ID, "tavle.example.org", "1.2.3", tabs=False, installs=True)
    installing = json.loads(_files(package)["manifest.json"])
    assert installing["webApplicationInfo"] == {"id": APP_ID}
    MANIFEST.validate(installing)


def test_every_permission_and_scope_is_justified() -> None:
    manifest = _manifest()
    asked = [*manifest["permissions"], *manifest["bots"][0]["scopes"], "supportsChannelFeatures"]
    asked += ["supportsFiles", "composeExtensions", "staticTabs", "configurableTabs"]
    asked += ["validDomains", "webApplicationInfo"]
    for name in asked:
        assert f"`{name}`" in GUIDE.read_text("utf-8"), name


def test_every_named_file_is_in_the_package() -> None:
    manifest = _manifest()
    languages = manifest["localizationInfo"]
    named = {languages["defaultLanguageFile"], *manifest["icons"].values()}
    named |= {language["file"] for language in languages["additionalLanguages"]}
    assert named <= set(_files(build(APP_ID, "tavle.example.org", "1.2.3", tabs=True)))


def test_the_same_input_gives_the_same_bytes() -> None:
    first = build(APP_ID, "tavle.example.org", "1.2.3", tabs=True)
    assert first == build(APP_ID.upper(), "Tavle.Example.ORG", "1.2.3", tabs=True)
    assert first != build(APP_ID, "tavle.example.org", "1.2.4", tabs=True)


@pytest.mark.parametrize(
    ("app_id", "domain", "version", "word"),
    [
        ("", "tavle.example.org", "1.2.3", "GUID"),
        ("bolden", "tavle.example.org", "1.2.3", "GUID"),
        (f"{APP_ID}\n", "tavle.example.org", "1.2.3", "GUID"),
        (APP_ID, "", "1.2.3", "domain"),
        (APP_ID, "127.0.0.1", "1.2.3", "domain"),
        (APP_ID, "localhost", "1.2.3", "domain"),
        (APP_ID, "https://tavle.example.org", "1.2.3", "domain"),
        (APP_ID, 'tavle.example.org", "x": "', "1.2.3", "domain"),
        (APP_ID, "tavle.example.org", "1.2", "version"),
        (APP_ID, "tavle.example.org", "1.2.3.dev0", "version"),
    ],
)
def test_bad_values_are_refused_in_one_sentence(
    app_id: str, domain: str, version: str, word: str
) -> None:
    with pytest.raises(BoldenError, match=word):
        build(app_id, domain, version, tabs=True)


@pytest.mark.parametrize("missing", ["manifest.json", *LANGUAGES, *ICONS])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    (tmp_path / missing).unlink()
    with pytest.raises(BoldenError, match=missing):
        build(APP_ID, "tavle.example.org", "1.2.3", tabs=True, folder=tmp_path)


@pytest.mark.parametrize("icon", ICONS)
def test_an_icon_of_another_size_is_refused(tmp_path: Path, icon: str) -> None:
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    content = bytearray((tmp_path / icon).read_bytes())
    content[16:20] = struct.pack(">I", 64)
    (tmp_path / icon).write_bytes(content)
    with pytest.raises(BoldenError, match=icon):
        build(APP_ID, "tavle.example.org", "1.2.3", tabs=True, folder=tmp_path)


def test_the_outline_is_white_on_nothing() -> None:
    pixels = _pixels((FOLDER / "outline.png").read_bytes(), 32)
    assert {pixel[:3] for pixel in pixels} == {b"\xff\xff\xff"}
    assert {0, 255} <= {pixel[3] for pixel in pixels}


def test_the_color_icon_leaves_nothing_out() -> None:
    pixels = _pixels((FOLDER / "color.png").read_bytes(), 192)
    assert {pixel[3] for pixel in pixels} == {255}
    assert len(set(pixels)) > 2


def _pixels(png: bytes, width: int) -> list[bytes]:
    """The RGBA pixels of an icon whose rows are unfiltered and whose data is one chunk."""
    start = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[start - 4 : start])
    rows = zlib.decompress(png[start + 4 : start + 4 + length])
    stride = 1 + 4 * width
    assert len(rows) == stride * width
    lines = [rows[i + 1 : i + stride] for i in range(0, len(rows), stride)]
    return [line[i : i + 4] for line in lines for i in range(0, len(line), 4)]
