"""Scans by the command line: whether they are read is a setting, and what was read says so."""

from pathlib import Path

import pytest

from bot.__main__ import main
from tests.minutes.scanning import grey, hocr, program, scan

MINUTES = hocr(
    [(30, 60, "Referat"), (200, 60, "3."), (260, 60, "april"), (400, 60, "2026")],
    [(30, 160, "Vera"), (140, 160, "Klitbjerg"), (340, 160, "sender"), (480, 160, "noten.")],
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a network and a scan, where only our tesseract is installed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "scan.pdf").write_bytes(scan(grey()))
    program(tmp_path, f"print({MINUTES!r})")
    assert main(["network", "add", "havn", "Havnen"]) == 0
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out + said.err


def test_a_scan_that_is_taken_in_says_so(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, said = run(capsys, "intake", "scan.pdf", "--network", "havn")

    assert status == 0
    assert "Teksten er læst fra et billede. Tjek navne og datoer." in said
    assert f"Scans: read by {elsewhere / 'tesseract'}." in run(capsys, "check")[1]
    assert "OBS: Teksten er læst fra et billede." in run(capsys, "read", "scan.pdf")[1]


def test_scans_are_refused_where_the_setting_says_off(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "bolden.toml").write_text('[reader]\nocr = "off"\n', "utf-8")

    status, said = run(capsys, "intake", "scan.pdf", "--network", "havn")
    assert status == 2
    assert "make the text searchable first" in said
    assert "Scans: off." in run(capsys, "check")[1]


def test_a_misspelt_setting_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOLDEN_READER__OCR", "on")

    assert run(capsys, "check") == (2, "bolden: Setting 'reader.ocr' must be auto or off.\n")
