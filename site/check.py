#!/usr/bin/env python3
"""Looks at a built site: each link and anchor within it leads somewhere.

    python3 site/check.py FOLDER
"""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if "id" in named:
            self.ids.add(named["id"])
        link = named.get("href") or named.get("src")
        if link and tag in ("a", "img", "link", "script"):
            self.links.append(link)


def main():
    folder = Path(sys.argv[1]).resolve()
    # The desk page is a program with links that it makes itself.
    pages = {file: Page(file.read_text(encoding="utf-8")) for file in folder.rglob("*.html") if file.name != "kanwu.html"}
    problems, links = [], 0
    for file, page in pages.items():
        # Links of the page for what is not found count from the root.
        if file.name == "404.html":
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            links += 1
            there = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            there = there / "index.html" if there.is_dir() else there
            if not there.is_file():
                problems.append(f"{file.relative_to(folder)}: {link} leads nowhere")
            elif parts.fragment and there in pages and unquote(parts.fragment) not in pages[there].ids:
                problems.append(f"{file.relative_to(folder)}: {link} has no such place")
    for problem in problems:
        print(f"FAILED: {problem}")
    print(f"site: {len(pages)} pages, {links} links, {len(problems)} problems")
    sys.exit(bool(problems))


main()
