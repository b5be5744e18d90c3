"""How long a Word file of two hundred pages takes to be read and shown, in seconds of the processor.

Run as ``python -m bench.bringing_in``.
"""

import resource
import time

from roadmaps.bringing_in.building import build
from roadmaps.bringing_in.outline import outline_of
from roadmaps.bringing_in.proposing import propose
from roadmaps.bringing_in.values import Organisations
from roadmaps.papers.incoming import read_word
from tests.factories.incoming import by_pandoc

PAGES = 200
PAGE = """## {n} Rubrik om {n}

Ett stycke med **ord** om länets utveckling, och en not[^{n}]. {words}

- punkt ett
- punkt två

| Aktivitet | Ansvarig | Tidplan |
|---|---|---|
| Sak {n} | Torsta | 2026–2027 |
| Annan {n} | Okänd | Q1 2027 |

[^{n}]: Noten
"""


def main() -> None:
    words = "Mer text om hur det går i länets alla delar. " * 45
    data = by_pandoc("\n\n".join(PAGE.format(n=number, words=words) for number in range(PAGES)))

    before = _of_children()
    told = read_word(data)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"read {PAGES} pages: {_of_children() - before:.2f} s, at most {used.ru_maxrss // 1024} MB in a process of its own"
    )

    began = time.process_time()
    outline = outline_of(told.text)
    built = build(outline, propose(outline, [str]), translates=[str], organisations=Organisations({}), known={})
    print(f"shown in {len(built.entries)} parts, {len(built.drafts)} blocks: {time.process_time() - began:.2f} s")


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
