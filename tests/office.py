#!/usr/bin/env python3
"""Compares documents before and after kanwu put comments and changes into them: what LibreOffice prints, and what a
validator of Office Open XML says.

office.py FOLDER, which holds before/ and after/ with files of the same names. What is printed is compared with kanwu's
own changes rejected: the text of the pages, in their order. Of a document whose pages hold the same characters in
another order it is said whether the text in the order of the document, as LibreOffice saves it, is the same; it differs
all the same. A program that is missing is named, and its part is left out; `npm install --no-save
--no-package-lock` in tests/validators brings the validator.
"""
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

AUTHOR = "刊误"
# Files that LibreOffice is given at a time, and how long it may take for them.
STRETCH, SECONDS = 20, 600
VALIDATOR = Path(__file__).parent / "validators/node_modules/.bin/ooxml-validator"


def rejected(text):
    """A part without kanwu's insertions, and with what it deleted."""
    tag = rf'<(\w+:)?%s [^>]*author="{AUTHOR}"[^>]*>'
    text = re.sub((tag % "ins") + r".*?</\1ins>", "", text, flags=re.S)

    def kept(found):
        inner = found.group(2)
        return re.sub(r"(</?(?:\w+:)?)delText\b", r"\1t", inner)

    return re.sub((tag % "del") + r"(.*?)</\1del>", kept, text, flags=re.S)


def reject(path, to):
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys(old.namelist()):
            data = old.read(name)
            if AUTHOR.encode() in data and name.endswith(".xml") and "comments" not in name:
                data = rejected(data.decode("utf-8")).encode()
            new.writestr(name, data)


def converted(files, form, out, profile):
    """Has LibreOffice save files in another form."""
    out.mkdir(exist_ok=True)
    for at in range(0, len(files), STRETCH):
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
        command += ["--convert-to", form, "--outdir", str(out), *map(str, files[at : at + STRETCH])]
        try:
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            print(f"SKIPPED: LibreOffice takes too long for {files[at].name} and those after it")


def printed(folder, profile):
    """Text of the pages that LibreOffice prints of each file."""
    out = folder.with_name(folder.name + "-pdf")
    converted(sorted(folder.iterdir()), "pdf", out, profile)
    texts = {}
    for path in out.glob("*.pdf"):
        done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True)
        # Where a line is broken may change; what stands in it may not.
        texts[path.stem] = re.sub(r"\s+", "", done.stdout.decode("utf-8", "replace"))
    return texts


def saved(folder, names, profile):
    """Text of files in the order of the document, as LibreOffice saves it."""
    out = folder.with_name(folder.name + "-txt")
    converted([path for path in sorted(folder.iterdir()) if path.stem in names], "txt:Text (encoded):UTF8", out, profile)
    return {path.stem: path.read_text(encoding="utf-8", errors="replace") for path in out.glob("*.txt")}


def faults(path):
    """Kinds of faults that the validator finds, by part; `None` where it can't open the file."""
    done = subprocess.run([str(VALIDATOR), str(path)], capture_output=True)
    try:
        told = json.loads(done.stdout)["errors"]
    except (ValueError, KeyError):
        return None
    if any(error["errorType"] == "Exception" for error in told):
        return None
    return {(error["path"], error["id"] or "", error["description"]) for error in told}


def validated(folder):
    """How many documents have a kind of fault after that they had not before."""
    if not VALIDATOR.exists():
        print("SKIPPED: the validator of Office Open XML is not installed")
        return 0
    wrong = read = 0
    for path in sorted((folder / "before").iterdir()):
        after = faults(folder / "after" / path.name)
        # What has no fault after has no new one.
        before = faults(path) if after is None or after else after
        if before is None:
            continue
        read += 1
        new = sorted((after or set()) - before)
        if after is None or new:
            wrong += 1
            print(f"{path.name}: {new[0] if new else 'can not be opened any more'}")
    print(f"the validator reads {read} documents; {wrong} have new faults")
    return wrong


def compared(folder):
    """How many documents are printed otherwise."""
    missing = [tool for tool in ("soffice", "pdftotext") if not shutil.which(tool)]
    if missing:
        print(f"SKIPPED: {' and '.join(missing)} not installed; only kanwu's own reading was compared")
        return 0
    plain = folder / "rejected"
    plain.mkdir(exist_ok=True)
    for path in sorted((folder / "after").iterdir()):
        try:
            reject(path, plain / path.name)
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            print(f"SKIPPED: {path.name} holds a damaged part ({error})")
            (plain / path.name).unlink()
            (folder / "before" / path.name).unlink()
    before, after = (printed(folder / side, folder / "profile") for side in ("before", "rejected"))
    wrong = [name for name in before if after.get(name) != before[name]]
    # The same characters on the pages: laid out otherwise, if the document itself says the same.
    moved = [name for name in wrong if Counter(after.get(name) or "") == Counter(before[name])]
    if moved:
        was, now = (saved(folder / side, moved, folder / "profile") for side in ("before", "rejected"))
        moved = [name for name in moved if was.get(name) and was[name] == now.get(name)]
    for name in sorted(wrong):
        a, b = before[name], after.get(name)
        if b is None:
            print(f"{name}: is not printed any more")
            continue
        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        print(f"{name}: {a[max(0, at - 20):at + 30]!r} became {b[max(0, at - 20):at + 30]!r}")
    told = f", {len(moved)} of them only in the order of lines ({', '.join(sorted(moved))})" if moved else ""
    print(f"LibreOffice prints {len(before)} documents; {len(wrong)} differ{told}")
    return len(wrong)


def main():
    folder = Path(sys.argv[1]).resolve()
    wrong = validated(folder) + compared(folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
