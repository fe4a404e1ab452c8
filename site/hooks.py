"""What the site has beside the pages in docs/: the READMEs and the like at the root, and the rules by family."""

import os
import posixpath
import re
from pathlib import Path

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parents[1]
# Files outside docs/, and the pages that they become.
PAGES = {
    "README.zh-CN.md": "index.md",
    "README.md": "english.md",
    "CONTRIBUTING.md": "contributing.md",
    "CONTRIBUTING.zh-CN.md": "contributing.zh-CN.md",
    "CHANGELOG.md": "changelog.md",
    "packaging/README.md": "packaging.md",
}
DESK = ROOT / "target/desk/kanwu.html"
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^()\s]+)\)")
FENCE = re.compile(r"^(`{3,}).*?^\1`*$", re.MULTILINE | re.DOTALL)

# By anchor of the rule reference: the page that it came to be on.
anchors = {}


def on_files(files, config):
    for name, page in PAGES.items():
        files.append(File.generated(config, page, content=relinked(read(name), name, page)))
    for page, text in rules(read("docs/rules.md")).items():
        files.append(File.generated(config, page, content=text))
    if DESK.exists():
        files.append(File.generated(config, "kanwu.html", abs_src_path=str(DESK)))
    return files


def on_page_markdown(markdown, page, config, files):
    source = page.file.src_uri
    if source == "desk.zh-CN.md" and DESK.exists():
        markdown = markdown.replace("\n\n", "\n\n**[打开网页版，现在就试](kanwu.html)**：书稿不离开浏览器。\n\n", 1)
    if source in PAGES.values() or source.startswith("rules/"):
        return markdown
    return relinked(markdown, f"docs/{source}", source)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def relinked(text, name, page):
    """The text of a file with its links as they must be on its page."""

    def link(match):
        mark, words, target = match.groups()
        if re.match(r"[a-z]+:|#", target):
            return match.group()
        path, _, anchor = target.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if path in PAGES:
            to = PAGES[path]
        elif path == "docs/rules.md":
            to = anchors.get(anchor, "rules/index.md")
        elif path.startswith("docs/") and (ROOT / path).is_file():
            to = path.removeprefix("docs/")
        else:
            return elsewhere(words, path)
        to = posixpath.relpath(to, posixpath.dirname(page) or ".")
        return f"{mark}[{words}]({to}{'#' if anchor else ''}{anchor})"

    # What stands in a fenced block is an example.
    done, at = [], 0
    for block in FENCE.finditer(text):
        done += [LINK.sub(link, text[at : block.start()]), block.group()]
        at = block.end()
    return "".join(done) + LINK.sub(link, text[at:])


def elsewhere(words, path):
    """A file of the repository that is no page. KANWU_REPOSITORY names where the repository can be read."""
    repository = os.environ.get("KANWU_REPOSITORY", "").rstrip("/")
    return f"[{words}]({repository}/blob/main/{path})" if repository else words


def rules(text):
    """The rule reference, a page for each family; what holds for all stands on the first."""
    pieces = re.split(r"^## (.+（([A-Z]{3})）)$", text, flags=re.MULTILINE)
    head, families = pieces[0], [pieces[i : i + 3] for i in range(1, len(pieces), 3)]
    # What follows the last family is of no family.
    title, code, body = families[-1]
    last = re.split(r"^(?=## 依据与规则对照$)", body, flags=re.MULTILINE)
    families[-1] = [title, code, last[0]]
    pages = {}
    for title, code, body in families:
        page = f"rules/{code.lower()}.md"
        pages[page] = f"# {title}\n{body}"
        for anchor in re.findall(r"^### (\S+)$", body, flags=re.MULTILINE):
            anchors[anchor] = page
    listed = "".join(f"- [{title}]({code.lower()}.md)\n" for title, code, _ in families)
    pages["rules/index.md"] = f"{head}{listed}\n{''.join(last[1:])}"

    def moved(page, text):
        def to(match):
            there = anchors.get(match.group(1))
            if there is None or there == page:
                return match.group()
            return f"]({posixpath.basename(there)}#{match.group(1)})"

        return re.sub(r"\]\(#([^)]+)\)", to, text)

    return {page: moved(page, text) for page, text in pages.items()}
