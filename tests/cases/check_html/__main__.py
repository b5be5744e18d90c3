"""An independent oracle for what dangerous markup has survived, on the command line."""

from __future__ import annotations

import argparse
import importlib
import json
import sys

from tests.cases.check_html.findings import POLICY, Finding, Level
from tests.cases.check_html.judging import check
from tests.cases.check_html.selftest import selftest


def main(argv=None) -> int:
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("files", nargs="*", help="HTML fragments, - for stdin")
    ap.add_argument("--level", default="policy", choices=[x.name.lower() for x in Level])
    ap.add_argument("--json", action="store_true")
    ap.add_argument("--selftest", action="store_true")
    ap.add_argument("--vectors", help="xss_vectors.json")
    ap.add_argument("--render", help="module:function taking Markdown text, giving HTML")
    a = ap.parse_args(argv)
    level = Level[a.level.upper()]
    if a.selftest:
        return selftest()
    if a.vectors:
        mod, _, fn = (a.render or "").partition(":")
        sys.path.insert(0, ".")
        render = getattr(importlib.import_module(mod), fn) if mod else (lambda t: t)
        vs = json.load(open(a.vectors, encoding="utf-8"))["vectors"]
        failed = 0
        for v in vs:
            try:
                out = render(v["payload"])
                fs = [f for f in check(out) if f.level >= level]
            except Exception as e:  # a crash on attacker input is a finding too
                fs = [Finding(POLICY, "crash", repr(e)[:200], "render")]
            if fs:
                failed += 1
                print(v["id"], v["source"], "; ".join("%s:%s %s" % (f.level.name, f.kind, f.detail) for f in fs[:3]))
        print("%d passed, %d failed" % (len(vs) - failed, failed))
        return 1 if failed else 0
    rc = 0
    for name in a.files or ["-"]:
        text = sys.stdin.read() if name == "-" else open(name, encoding="utf-8").read()
        fs = check(text)
        if any(f.level >= level for f in fs):
            rc = 1
        if a.json:
            print(json.dumps([dict(level=f.level.name, kind=f.kind, detail=f.detail, where=f.where) for f in fs], ensure_ascii=False))
        else:
            for f in fs:
                print("%-6s %-22s %s   [%s]" % (f.level.name, f.kind, f.detail, f.where))
    return rc


if __name__ == "__main__":
    sys.exit(main())
