"""Start the Microsoft 365 Agents Playground before a running bot; ends with it, or on Ctrl-C."""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
COMMAND = FOLDER / "node_modules" / ".bin" / "agentsplayground"


def main() -> int:
    """Run it, say where it is, and wait."""
    options = parsed()
    if not COMMAND.exists():
        sys.stderr.write("The playground is not installed: run npm ci in tools/playground.\n")
        return 1
    origin = f"http://127.0.0.1:{options.port}"
    process = subprocess.Popen(  # noqa: S603 - our own installed tool
        [
            str(COMMAND),
            "start",
            f"--app-endpoint={options.messages}",
            "--channel-id=msteams",
            f"--port={options.port}",
            f"--service-url={origin}/_connector",
            "--disable-telemetry",
        ],
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    with contextlib.suppress(KeyboardInterrupt):
        return watched(process, options.port, origin)
    return 0


def parsed() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=56150)
    parser.add_argument("--messages", default="http://127.0.0.1:3978/api/messages")
    return parser.parse_args()


def environment() -> dict[str, str]:
    """No browser is opened, our people are in it, and no proxy stands before the bot."""
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return kept | {
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(FOLDER / "playground.yml"),
    }


def watched(process: subprocess.Popen[str], port: int, origin: str) -> int:
    """Say where it is once it is there; on a taken port it would go to another one, so end."""
    for line in process.stdout or ():
        if line.strip() == f"Listening on {port}":
            sys.stdout.write(f"Playground: {origin}\n")
            sys.stdout.flush()
        elif line.startswith("Listening on"):
            sys.stderr.write(f"Port {port} is taken.\n")
            process.terminate()
    return process.wait()


if __name__ == "__main__":
    sys.exit(main())
