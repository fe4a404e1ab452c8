"""Builds what pre-commit installs: an empty package that needs the wheel `kanwu` of the same version.

A build backend of its own, because any other would have to be downloaded before the first check.
"""

import re
import zipfile
from pathlib import Path

NAME = "kanwu_pre_commit"


def _version():
    # The version of the workspace is the only one.
    cargo = Path("Cargo.toml").read_text(encoding="utf-8")
    return re.search(r'^\[workspace\.package\]\nversion = "([^"]+)"', cargo, re.MULTILINE).group(1)


def get_requires_for_build_wheel(config_settings=None):
    return []


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    version = _version()
    folder = f"{NAME}-{version}.dist-info"
    files = {
        "METADATA": f"Metadata-Version: 2.1\nName: kanwu-pre-commit\nVersion: {version}\nRequires-Dist: kanwu=={version}\n",
        "WHEEL": "Wheel-Version: 1.0\nGenerator: kanwu\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    # Hashes may be left out; no file is ever changed here.
    files["RECORD"] = "".join(f"{folder}/{name},,\n" for name in [*files, "RECORD"])
    name = f"{NAME}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(Path(wheel_directory, name), "w") as wheel:
        for file, text in files.items():
            wheel.writestr(f"{folder}/{file}", text)
    return name
