"""Cells that name their row become heads of it in a finished file, which the compiler has no word for yet.

The file is taken apart into its objects and put together again with the same ones in the same order; only the elements
of its structure that stand for such cells, and those beside them, say more than before. Elements are plain text in files
that Typst makes. Should they ever not be, the file stays as it was.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ROW = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_KIDS = re.compile(rb"/K\[(.*?)\](?:/Pg \d+ 0 R|/ParentTree.*)?>>\s*endobj", re.DOTALL)
_REFERENCE = re.compile(rb"(?<!\w)(\d+) 0 R")
_NAMES = re.compile(rb"/IDTree<<.*?/Names\[(.*?)\]", re.DOTALL)
_NAME = re.compile(rb"\([^)]*\) ?\d+ 0 R")
_HEADERS = re.compile(rb"/Headers\[([^\]]*)\]")
_PARENT = re.compile(rb"/P \d+ 0 R")


class _Unknown(Exception):
    """The file is not laid out as these lines know it."""


def with_row_heads(content: bytes, named: Sequence[bool]) -> bytes:
    """The file with heads of rows in those of its tables, in their order, of which `named` says so."""
    if not any(named):
        return content
    try:
        objects, table_of_objects = _objects(content)
        changed = dict(_changes(objects, named))
    except (_Unknown, KeyError):
        return content
    return _together(content, objects, changed, table_of_objects)


def _objects(content: bytes) -> tuple[dict[int, bytes], int]:
    """The objects by number, in the order of the file, and where the table of them begins."""
    found = _START.search(content)
    end = int(found[1]) if found else 0
    if not content.startswith(b"xref", end):
        raise _Unknown
    rows = _ROW.finditer(content, end)
    starts = sorted((int(row[1]), number) for number, row in enumerate(rows) if row[3] == b"n")
    ends = [start for start, _ in starts[1:]] + [end]
    return {number: content[start:stop] for (start, number), stop in zip(starts, ends, strict=True)}, end


def _changes(objects: Mapping[int, bytes], named: Sequence[bool]) -> Iterator[tuple[int, bytes]]:
    root = next((number for number, body in objects.items() if b"/Type/StructTreeRoot" in body), 0)
    tables = list(_tables(objects, root))
    if len(tables) != len(named):
        raise _Unknown
    names = []
    for cells in (
        cells for table, is_named in zip(tables, named, strict=True) if is_named for cells in _rows(objects, table)
    ):
        first, *others = cells
        name = b"(R%d)" % first
        names.append(b"%s%d 0 R" % (name, first))
        yield first, _head(objects[first], name)
        for other in others:
            yield other, _HEADERS.sub(rb"/Headers[\1" + name + b"]", objects[other], count=1)
    yield root, _with_names(objects[root], names)


def _tables(objects: Mapping[int, bytes], root: int) -> Iterator[int]:
    """Elements that are tables, in the order of reading."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if b"/StructElem/S/Table/" in objects[number]:
            yield number
        waiting += _kids(objects[number])[::-1]


def _rows(objects: Mapping[int, bytes], table: int) -> Iterator[list[int]]:
    """The cells of each row that is not part of the head."""
    for part in _kids(objects[table]):
        rows = [part] if b"/S/TR/" in objects[part] else _kids(objects[part]) if b"/S/TBody/" in objects[part] else []
        yield from (cells for row in rows if (cells := _kids(objects[row])))


def _kids(body: bytes) -> list[int]:
    found = _KIDS.search(body) if b"/Type/Struct" in body else None
    return [int(number) for number in _REFERENCE.findall(found[1])] if found else []


def _head(body: bytes, name: bytes) -> bytes:
    """A cell that names its row. What it says of the heads above it stays."""
    head = _PARENT.sub(lambda parent: parent[0] + b"/ID" + name, body.replace(b"/S/TD/", b"/S/TH/", 1), count=1)
    if b"/O/Table" in head:
        return head.replace(b"/O/Table", b"/O/Table/Scope/Row", 1)
    if b"/A[" in head:
        return head.replace(b"/A[", b"/A[<</O/Table/Scope/Row>>", 1)
    return head.replace(b"/K[", b"/A[<</O/Table/Scope/Row>>]/K[", 1)


def _with_names(root: bytes, names: Sequence[bytes]) -> bytes:
    """The root of the structure, which finds elements by their names; these are in the order of their letters."""
    known = _NAMES.search(root)
    if not known:
        ids = b"/IDTree<</Names[" + b"".join(sorted(names)) + b"]>>"
        return root.replace(b"/Type/StructTreeRoot", b"/Type/StructTreeRoot" + ids, 1)
    every = sorted([*_NAME.findall(known[1]), *names])
    return root[: known.start(1)] + b"".join(every) + root[known.end(1) :]


def _together(content: bytes, objects: Mapping[int, bytes], changed: Mapping[int, bytes], end: int) -> bytes:
    """The file anew, with a table of where its objects begin now."""
    at = start = len(content[:end]) - sum(map(len, objects.values()))
    parts, begins = [content[:start]], {}
    for number, body in objects.items():
        begins[number] = at
        parts.append(changed.get(number, body))
        at += len(parts[-1])
    numbers = count()
    tail = _ROW.sub(
        lambda row: b"%010d %s %s" % (begins.get(next(numbers), int(row[1])), row[2], row[3]), content[end:]
    )
    return b"".join(parts) + _START.sub(b"startxref\n%d\n%%%%EOF" % at, tail)
