#!/usr/bin/env python3
"""Compares documents before and after kanwu put comments and changes into them: what LibreOffice prints, and what a
validator of Office Open XML says.

office.py FOLDER, which holds before/ and after/ with files of the same names. What is printed is compared with kanwu's
own changes rejected: the text of the pages, in their order.

LibreOffice lays a line out otherwise where a comment parts it, whoever wrote the comment: a row of a table is higher by a
hair, and the text of its cells comes in another order. A document whose pages hold the same characters in another order
passes only if a control run shows that. Without kanwu's comments, and with all else that kanwu wrote, it must be printed
as before; with comments that python-docx puts round the same runs it must be printed as with kanwu's; and the text in the
order of the document, as LibreOffice saves it, must be the same. Without python-docx there is no control, and the
document fails.

A program that is missing is named, and its part is left out; `npm install --no-save --no-package-lock` in
tests/validators brings the validator.
"""
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

try:
    import docx
    from docx.oxml.ns import qn
    from docx.text.run import Run
except ImportError:
    docx = None

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


def without_comments(path):
    """A document without kanwu's comments, and the first and the last run of each by number."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    ours = set()
    for name, data in parts.items():
        if re.search(r"comments\d*\.xml$", name):
            tags = re.findall(r"<(?:\w+:)?comment [^>]*>", data.decode("utf-8"))
            ours |= {re.search(r'\bid="(\d+)"', tag).group(1) for tag in tags if f'author="{AUTHOR}"' in tag}
    reference = r'<(?P<w>\w+:|)r>(?P<mark><(?P=w)commentReference (?P=w)id="(?P<id>\d+)"/>)</(?P=w)r>'
    end = r'<(?:\w+:)?commentRange(?P<side>Start|End) (?:\w+:)?id="(?P<of>\d+)"/>'
    places = {}
    for name, data in parts.items():
        if b"commentReference" not in data:
            continue
        text = re.sub(reference, lambda m: "" if m["id"] in ours else m.group(), data.decode("utf-8"))
        runs = 0
        for found in re.finditer(rf"{end}|<(?:\w+:)?r[ >]", text):
            if found["of"] in ours:
                places.setdefault(found["of"], []).append(runs if found["side"] == "Start" else runs - 1)
            runs += found["of"] is None
        parts[name] = re.sub(end, lambda m: "" if m["of"] in ours else m.group(), text).encode()
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return bare.getvalue(), list(places.values())


def commented(bare, places, to):
    """Has python-docx put comments round the same runs; its style of references, which kanwu does not set, is left out."""
    document = docx.Document(io.BytesIO(bare))
    runs = list(document.element.body.iter(qn("w:r")))
    for first, last in places:
        both = [Run(runs[first], document), Run(runs[max(first, last)], document)]
        comment = document.add_comment(both, text="control", author="control")
        (mark,) = document.element.body.xpath(f".//w:commentReference[@w:id='{comment.comment_id}']")
        for properties in mark.getparent().findall(qn("w:rPr")):
            mark.getparent().remove(properties)
    document.save(to)


def moved_by_any_comment(folder, names, before, after):
    """Those documents of which a control run shows that comments of another program move their lines in the same way."""
    if not docx:
        print(f"no control run for {', '.join(names)}: python-docx 1.2 is not installed")
        return []
    bare, control = folder / "bare", folder / "control"
    for side in (bare, control):
        side.mkdir(exist_ok=True)
    for path in sorted((folder / "rejected").iterdir()):
        if path.stem in names:
            without, places = without_comments(path)
            (bare / path.name).write_bytes(without)
            commented(without, places, control / path.name)
    without, by_others = (printed(side, folder / "profile") for side in (bare, control))
    return [n for n in names if without.get(n) == before[n] and by_others.get(n) == after[n]]


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
    if moved:
        moved = moved_by_any_comment(folder, moved, before, after)
        wrong = [name for name in wrong if name not in moved]
    for name in sorted(wrong):
        a, b = before[name], after.get(name)
        if b is None:
            print(f"{name}: is not printed any more")
            continue
        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        print(f"{name}: {a[max(0, at - 20):at + 30]!r} became {b[max(0, at - 20):at + 30]!r}")
    print(f"LibreOffice prints {len(before)} documents; {len(wrong)} differ")
    if moved:
        print(f"LibreOffice moves lines of {len(moved)} in the same way for comments of python-docx: {', '.join(moved)}")
    return len(wrong)


def main():
    folder = Path(sys.argv[1]).resolve()
    wrong = validated(folder) + compared(folder)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
