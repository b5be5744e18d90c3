"""The register of what is kept about people, table by table. A test fails when a table with people in it is not here.

It is told by the names of tables and columns, so that rooms on this floor can be in it too. The page for everybody, the
package of one's own data, erasure and `docs/privacy.md` are all made from it.
"""

import re
from collections.abc import Mapping

from sqlalchemy import MetaData

from roadmaps.privacy.register import deciding, entering, people, writing
from roadmaps.privacy.register.kept import PSEUDONYM, Fate, Keeping, Kept, Purpose, Through

__all__ = ["PSEUDONYM", "REGISTER", "Fate", "Keeping", "Kept", "Purpose", "Through", "columns_about_people"]

REGISTER: Mapping[str, Kept] = {
    one.table: one for one in (*people.ENTRIES, *entering.ENTRIES, *writing.ENTRIES, *deciding.ENTRIES)
}

# What a column is called that tells of somebody without leading to a row of theirs.
_TELLING = re.compile(
    r"email|e_mail|to_address|address_key|account_key|network|ip_address|user_agent|visitor|voter|phone|contact_name"
    r"|signed_by$|said_by$|written_by$|decided_by$|person_id$|recipient|subject_claim"
)


def columns_about_people(metadata: MetaData) -> dict[str, frozenset[str]]:
    """By table, the columns that lead to a person or tell of one, as far as their names and ties show it."""
    found = {}
    for table in metadata.tables.values():
        columns = {
            column.name
            for column in table.columns
            if any(key.target_fullname == "persons.id" for key in column.foreign_keys)
            or (_TELLING.search(column.name) and not column.name.endswith("_at"))
        }
        if columns:
            found[table.name] = frozenset(columns)
    return found
