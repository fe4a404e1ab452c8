#!/usr/bin/env python3
"""Fills in the manifests for Homebrew and Scoop.

    python3 packaging/manifests.py HOME VERSION FOLDER OUT

HOME is the address of the repository, FOLDER has the packed programs of the release.
"""

import hashlib
import re
import sys
from pathlib import Path


def main():
    home, version, folder, out = sys.argv[1:]
    known = {"home": home, "version": version, "base": f"{home}/releases/download/v{version}"}

    def fill(match):
        name = match.group(1)
        if name.startswith("sha256:"):
            return hashlib.sha256(Path(folder, name.removeprefix("sha256:")).read_bytes()).hexdigest()
        return known[name]

    Path(out).mkdir(parents=True, exist_ok=True)
    for template in sorted(Path(__file__).with_name("templates").iterdir()):
        text = template.read_text(encoding="utf-8")
        # `#{bin}` is Ruby's own.
        filled = re.sub(r"(?<!#)\{((?:sha256:)?[a-z0-9_.-]+)\}", fill, text)
        Path(out, template.name).write_text(filled, encoding="utf-8")


main()
