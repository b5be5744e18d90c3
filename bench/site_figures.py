"""The figures of `bench.site`, and the tables that tell them beside what was aimed at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

BARE = "bare Flask page"
# Milliseconds of processor time that a request may take.
MOST_CPU = {
    "roadmap, anonymous": 2.5,
    "roadmap, signed in": 6.0,
    "history, first page": 4.0,
    "history, any page": 4.0,
    "compare, any two": 15.0,
    "search, any words": 5.0,
    "form and save": 30.0,
}
MOST_GROWTH, MOST_SAVE_MS, MOST_BYTES, MOST_MEMORY = 1.3, 12.0, 8000, 120.0
LEAST_ANONYMOUS, LEAST_304 = 1000.0, 0.7


@dataclass
class Figures:
    """What one way of asking showed. Times in milliseconds; `by_rate` those at a steady rate, from when they were due."""

    name: str
    per_second: float = 0.0
    p50: float = 0.0
    p99: float = 0.0
    cpu: float = 0.0
    database_cpu: float = 0.0
    by_rate: dict[str, float] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)


def report(worlds: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """The tables, line by line."""
    long = worlds["long"]
    yield from _pages(long["pages"])
    yield ""
    yield from _growth(worlds)
    yield ""
    yield from _else(long)


def _pages(pages: list[Figures]) -> Iterator[str]:
    heads = ["asked for", "a second", "of bare", "p50 ms", "p99 ms", "p50 at half", "p99 at half", "CPU ms", "at most"]
    has_database = any(one.database_cpu for one in pages)
    yield f"| {' | '.join(heads)} |{' database ms |' if has_database else ''}"
    yield f"|---|{'---:|' * (len(heads) - 1 + has_database)}"
    bare = next(one for one in pages if one.name == BARE)
    for one in pages:
        rate = one.by_rate
        at_half = (f"{rate['p50']:.1f}", f"{rate['p99']:.1f}") if rate else ("", "")
        most = MOST_CPU.get(one.name)
        aim = f"{most:.1f}" if most else ""
        odd = {name: count for name, count in one.statuses.items() if name != ("304" if "304" in one.name else "200")}
        told = [
            one.name + (f" ({odd})" if odd else ""),
            f"{one.per_second:,.0f}",
            f"{one.per_second / bare.per_second:.2f}",
            f"{one.p50:.1f}",
            f"{one.p99:.1f}",
            *at_half,
            f"{one.cpu:.2f}",
            aim,
        ]
        yield f"| {' | '.join(told)} |" + (f" {one.database_cpu:.2f} |" if has_database else "")


def _growth(worlds: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """How much more a page costs in a larger world, told in bare pages of the same moment; for that one itself, as it is."""
    short, long, many = (worlds[name] for name in ("short", "long", "many"))
    revisions = f"{short['revisions']:,} to {long['revisions']:,} revisions"
    roadmaps = f"{short['roadmaps']} to {many['roadmaps']} roadmaps"
    yield f"| CPU ms, and how it grows from | {revisions} | grows | {roadmaps} | grows |"
    yield "|---|---:|---:|---:|---:|"
    by_name = [{one.name: one.cpu for one in world["pages"]} for world in (short, long, many)]
    for name, before in by_name[0].items():
        cells: list[str] = []
        for world in by_name[1:]:
            pace = 1.0 if name == BARE else world[BARE] / by_name[0][BARE]
            cells.append(f"{before:.2f} to {world[name]:.2f} | {world[name] / before / pace:.2f}")
        yield f"| {name} | {' | '.join(cells)} |"


def _else(long: dict[str, Any]) -> Iterator[str]:
    pages: dict[str, Figures] = {one.name: one for one in long["pages"]}
    anonymous, bare = pages["roadmap, anonymous"], pages[BARE]
    yield "| | found | aimed at |"
    yield "|---|---:|---:|"
    yield f"| anonymous pages a second | {anonymous.per_second:,.0f} | at least {LEAST_ANONYMOUS:,.0f} |"
    for name in ("roadmap, 304, anonymous", "roadmap, 304, signed in"):
        share = pages[name].per_second / bare.per_second
        yield f"| {name}: share of a bare page | {share:.2f} | at least {LEAST_304:.2f} |"
    yield f"| a save is answered within, median ms | {long['save, ms']:.1f} | {MOST_SAVE_MS:.0f} |"
    yield f"| bytes on the disk for a revision | {long['bytes a revision']:,.0f} | {MOST_BYTES:,} |"
    for name, mib in long["memory"].items():
        yield f"| memory of {name}, MiB | {mib:.0f} | {f'{MOST_MEMORY:.0f}' if name == 'workers, PSS' else ''} |"
    refused = [*long["refused"], *long["refused at once"]]
    told = f"{long['kept']} kept, {len(long['lost'])} lost, {len(refused)} refused"
    yield f"| {long['edits at once']} edits by eight at once | {told} | all kept |"
    at_once = long["save at once, ms"]
    yield f"| a save among those, p50 and p99 ms | {at_once['p50']:.0f} and {at_once['p99']:.0f} | |"
    for one in (*long["lost"], *refused[:5]):
        yield f"| | {one} | |"
