"""Lays invented minutes out as Word and as a web page, tables and bold words included."""

import re
from html import escape

from bot.minutes.columns import with_bars
from tests.minutes.making import word


def _rows(text: str) -> list[str | list[str]]:
    """The lines, those of a table as their cells."""
    laid: list[str | list[str]] = []
    for line in with_bars(text.split("\n")):
        bare = line.strip()
        if re.fullmatch(r"[|\s:-]{4,}", bare):
            continue
        if bare.count("|") >= 2:
            laid.append([cell.strip() for cell in re.sub(r"^\||\|$", "", bare).split("|")])
        elif bare[:1].islower() and laid and laid[-1] and isinstance(laid[-1], str):
            laid[-1] += f" {bare}"  # a line wrapped in the text is one paragraph
        else:
            laid.append(bare)
    return laid


def as_word(text: str) -> bytes:
    """The minutes as a Word file."""
    body, table = "", ""
    for row in [*_rows(text), ""]:
        if isinstance(row, list):
            cells = "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row)
            table += f"<w:tr>{cells}</w:tr>"
            continue
        if table:
            body, table = f"{body}<w:tbl>{table}</w:tbl>", ""
        if row:
            body += _paragraph(re.sub(r"^[*-]\s+", "• ", row))
    return word(body)


def _paragraph(text: str) -> str:
    runs = ""
    for at, part in enumerate(text.split("**")):
        bold = "<w:rPr><w:b/></w:rPr>" if at % 2 else ""
        runs += f'<w:r>{bold}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>' if part else ""
    return f"<w:p>{runs}</w:p>"


def as_page(text: str) -> bytes:
    """The minutes as a web page."""
    body, table = "", ""
    for row in [*_rows(text), ""]:
        if isinstance(row, list):
            table += "<tr>" + "".join(f"<td>{_marked(cell)}</td>" for cell in row) + "</tr>"
            continue
        if table:
            body, table = f"{body}<table>{table}</table>", ""
        bullet = re.match(r"[*-]\s+", row)
        if bullet:
            body += f"<ul><li>{_marked(row[bullet.end() :])}</li></ul>"
        elif row:
            body += f"<p>{_marked(row)}</p>"
    return f"<!doctype html><html><body><main>{body}</main></body></html>".encode()


def _marked(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))
