"""Where a form may send people back to: pages of this site, and nothing that a browser could read as another."""

import re

# Only what a path of ours can look like. No backslash, no second slash, no control character, no letter outside ASCII:
# browsers repair such addresses into other hosts.
_PATH = re.compile(r"/(?:[A-Za-z0-9._~%-][A-Za-z0-9._~%/-]*)?(?:\?[A-Za-z0-9._~%&=+,:-]*)?(?:#[A-Za-z0-9._-]*)?")


def safe_path(wanted: str, default: str) -> str:
    """The wanted path if it surely lies on this site, otherwise the default."""
    is_safe = _PATH.fullmatch(wanted) is not None and "//" not in wanted.split("?")[0] and "/.." not in wanted
    return wanted if is_safe else default
