"""README in, README out with what the program prints today: the brief of the example and the way of the data.

python docs/refresh.py            write it (`make readme`)
python docs/refresh.py --picture  also docs/brief.png, with Debian's chromium
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from truceline.exports.brief import brief_of
from truceline.exports.html import html
from truceline.exports.text import plain
from truceline.pipeline import WAY, code
from truceline.records import Article, CodedArticle

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EXAMPLE = "examples/astana-2017.txt"
PUBLISHED = "2017-09-15"


def fresh(readme: str) -> str:
    """``readme`` with the parts between its marks written anew."""
    brief = plain(brief_of(example()))
    shown = f"\n    $ truceline brief {EXAMPLE} --published {PUBLISHED}\n\n```text\n{brief}```\n\n"
    return _between(_between(readme, "brief", shown), "way", _way())


def _way() -> str:
    rows = "".join(f"| {stage.name} | {stage.takes} | {stage.gives} |\n" for stage in WAY)
    return f"\n| stage | takes | gives |\n|---|---|---|\n{rows}\n"


def example() -> CodedArticle:
    """The example article, coded as the command codes it."""
    from truceline.pages import read

    article = next(read(EXAMPLE, published=PUBLISHED))
    if not isinstance(article, Article):
        raise article
    return code(article)


def _between(text: str, name: str, content: str) -> str:
    marks = re.compile(rf"(<!-- {name}: [^>]* -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    return marks.sub(lambda match: match[1] + content + match[2], text)


def picture() -> None:
    """A picture of the HTML brief."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "brief.html")
        page.write_text(html(example()), encoding="utf8")
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=1280,900"]
        target = f"--screenshot={ROOT / 'docs' / 'brief.png'}"
        subprocess.run(["chromium", *options, target, page.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    README.write_text(fresh(README.read_text(encoding="utf8")), encoding="utf8")
    if "--picture" in sys.argv:
        picture()
