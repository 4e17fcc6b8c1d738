"""Child processes that read what strangers wrote: bytes in, one JSON object out, a clock kept."""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.errors import UnreadableError

ROOT = Path(__file__).parents[2]
DAMAGED = "the PDF is damaged; save or download it again."
TOO_MUCH = "the PDF takes too long or too much memory to read; save it again in a simpler form."


def ask(
    module: str,
    data: bytes,
    *arguments: str,
    seconds: float,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What a module of ours says of a PDF, run apart with PDFium's place and these arguments."""
    # -S: the child needs nothing of what is installed but the library.
    command = [sys.executable, "-S", "-m", module, _library(), *arguments]
    try:
        # Nothing else of the environment is needed, so its secrets stay out of the child.
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command,
            input=data,
            capture_output=True,
            timeout=seconds,
            cwd=ROOT,
            env=environment or {},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(TOO_MUCH) from error
    if done.returncode:
        raise UnreadableError(TOO_MUCH if b"MemoryError" in done.stderr else DAMAGED)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@cache
def _library() -> str:
    """Where PDFium lies in the package that brings it; the package itself is not loaded."""
    package = find_spec("pypdfium2_raw")
    if package is None or package.origin is None:
        raise ImportError("pypdfium2 is not installed")
    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    return str(Path(package.origin).with_name(name))
