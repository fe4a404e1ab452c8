#!/usr/bin/env python3
"""Holds what kanwu finds in the contents of a yearbook to its text and not to its format.

    tests/twins.py TEXT [PROGRAM]

TEXT, a yearbook in Markdown, is made into two Word documents: by pandoc, and by LibreOffice from HTML. In each, the
findings of the family TOC may differ from those in TEXT by five, each code counted for itself and taken together.
Of conversion traces, which a document has otherwise than a text, only the sum is told. A program that is missing is
named, and its part is left out.
"""
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

MOST = 5
SECONDS = 900
ROOT = Path(__file__).resolve().parent.parent


def pandoc():
    """The program, from the path or from the package pypandoc."""
    found = shutil.which("pandoc")
    if found is None:
        try:
            import pypandoc

            found = pypandoc.get_pandoc_path()
        except (ImportError, OSError):
            return None
    return found


def findings(program, path):
    """Findings of the contents by code, and how many of them are conversion traces."""
    command = [program, "check", "--select", "TOC", "--output-format", "json", str(path)]
    report = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    traces = Counter(d["code"] for d in report["diagnostics"] if d["class"] == "conversion")
    faults = Counter(d["code"] for d in report["diagnostics"] if d["class"] != "conversion")
    return faults, traces


def twins(text, folder):
    """The Word documents that can be made, by the program that makes them."""
    convert = pandoc()
    if convert is None:
        print("SKIPPED: no pandoc")
        return {}
    # Line ends inside a paragraph are kept: contents pages are set line by line.
    source = [convert, "--from", "markdown+hard_line_breaks-yaml_metadata_block", str(text)]
    word, page = folder / "pandoc.docx", folder / "office.html"
    subprocess.run([*source, "-o", str(word)], check=True, capture_output=True)
    made = {"pandoc": word}
    if shutil.which("soffice") is None:
        print("SKIPPED: no LibreOffice")
        return made
    subprocess.run([*source, "--standalone", "-o", str(page)], check=True, capture_output=True)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
    command += ["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(page)]
    subprocess.run(command, capture_output=True, timeout=SECONDS)
    if page.with_suffix(".docx").exists():
        made["LibreOffice"] = page.with_suffix(".docx")
    else:
        print("SKIPPED: LibreOffice made no document")
    return made


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = sys.argv[2] if len(sys.argv) > 2 else str(ROOT / "target/debug/kanwu")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        text = folder / "text.md"
        shutil.copyfile(sys.argv[1], text)
        want, traces = findings(program, text)
        print(f"text: {sum(want.values())} findings {dict(sorted(want.items()))}, {sum(traces.values())} traces")
        for name, path in twins(text, folder).items():
            found, traces = findings(program, path)
            off = {code: found[code] - want[code] for code in found | want if found[code] != want[code]}
            wide = [code for code, n in off.items() if abs(n) > MOST]
            all_off = abs(sum(found.values()) - sum(want.values())) > MOST
            print(f"{name}: {sum(found.values())} findings, off by {off}, {sum(traces.values())} traces")
            failed |= bool(wide) or all_off
    sys.exit(failed)


if __name__ == "__main__":
    main()
