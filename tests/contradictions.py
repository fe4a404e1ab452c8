#!/usr/bin/env python3
"""Plants contradictions in whole books, and says how many are found.

    tests/contradictions.py [PROGRAM]

Each book of tests/fixtures/contradictions is right as it stands; the list beside it says what is replaced by what. With
all of it planted, at least 90 in 100 must be found, by a finding of consistency or of numbers that touches the sentence
or names it as related. In the book itself nothing may be found.
"""
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ENOUGH = 90
ROOT = Path(__file__).resolve().parent.parent
FAMILIES = ("CON", "NUM")


def findings(program, path):
    """The warnings and errors of the families that judge contradictions."""
    command = [program, "check", "--select", ",".join(FAMILIES), "--output-format", "json", str(path)]
    report = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    return [d for d in report["diagnostics"] if d["severity"] != "info"]


def places(diagnostic):
    """All places that a finding names, in bytes."""
    related = diagnostic.get("related", []) + diagnostic.get("occurrences", [])
    ranges = [diagnostic["range"], *(r["range"] for r in related)]
    return [(r["start"]["offset"], r["end"]["offset"]) for r in ranges]


def planted(text, plants):
    """The text with everything planted, and where each stands, in bytes."""
    for plant in plants:
        if text.count(plant["from"]) != 1:
            sys.exit(f"{plant['from']} does not stand in the book once")
        text = text.replace(plant["from"], plant["to"])
    spans = []
    for plant in plants:
        start = len(text[: text.index(plant["to"])].encode())
        spans.append((start, start + len(plant["to"].encode())))
    return text, spans


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/debug/kanwu")
    failed = False
    for listed in sorted((ROOT / "tests/fixtures/contradictions").glob("*.toml")):
        plants = tomllib.loads(listed.read_text(encoding="utf-8"))["plant"]
        book = listed.with_suffix(".md")
        text, spans = planted(book.read_text(encoding="utf-8"), plants)
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / book.name
            copy.write_text(text, encoding="utf-8")
            found = [place for d in findings(program, copy) for place in places(d)]
        missed = [
            plant for plant, (low, high) in zip(plants, spans)
            if not any(start < high and low < end for start, end in found)
        ]
        for plant in missed:
            print(f"missed: {plant['kind']}: {plant['to']}")
        accused = findings(program, book)
        for d in accused:
            print(f"accused: {d['code']} line {d['range']['start']['line']}: {d['message']}")
        share = 100 * (len(plants) - len(missed)) // len(plants)
        print(f"{book.name}: {len(plants) - len(missed)} of {len(plants)} found, {len(accused)} accused in the twin")
        failed |= share < ENOUGH or bool(accused)
    sys.exit(failed)


if __name__ == "__main__":
    main()
