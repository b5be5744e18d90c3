"""Requests about personal data, erasures, packages of public records, and the accessibility statement."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accessibility_faults",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, comment="What does not work, where and for whom; plain text"),
        sa.Column("instead", sa.Text(), nullable=False, comment="What one can do meanwhile; plain text"),
        sa.Column("criterion", sa.String(length=200), nullable=False, comment="Of WCAG, such as 1.4.3"),
        sa.Column(
            "reason",
            sa.Enum(
                "fault", "burden", "outside", name="reason_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True, comment="When it is to be mended, where that is known"),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_by_id", sa.Uuid(), nullable=False),
        sa.Column("mended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mended_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(mended_at IS NULL) = (mended_by_id IS NULL)", name=op.f("ck_accessibility_faults_mended_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["mended_by_id"], ["persons.id"], name=op.f("fk_accessibility_faults_mended_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["persons.id"], name=op.f("fk_accessibility_faults_told_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accessibility_faults")),
    )
    with op.batch_alter_table("accessibility_faults", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accessibility_faults_mended_by_id"), ["mended_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_accessibility_faults_told_by_id"), ["told_by_id"], unique=False)

    op.create_table(
        "accessibility_statements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("responsible", sa.String(length=200), nullable=False, comment="Which body the site is of"),
        sa.Column(
            "status",
            sa.Enum(
                "fully", "partly", "not", name="status_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=False,
        ),
        sa.Column("assessed_on", sa.Date(), nullable=False, comment="When it was last tested as a whole"),
        sa.Column("assessed_how", sa.Text(), nullable=False, comment="How, and by whom; plain text"),
        sa.Column("email", sa.String(length=254), nullable=False, comment="Where people can write instead of the form"),
        sa.Column("telephone", sa.String(length=200), nullable=False),
        sa.Column("answers_within", sa.Integer(), nullable=False, comment="Days within which a report is answered"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["persons.id"], name=op.f("fk_accessibility_statements_written_by_id_persons")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accessibility_statements")),
    )
    with op.batch_alter_table("accessibility_statements", schema=None) as batch_op:
        batch_op.create_index("ix_accessibility_statements_written_at", ["written_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_accessibility_statements_written_by_id"), ["written_by_id"], unique=False)

    op.create_table(
        "erasures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("is_by_address", sa.Boolean(), nullable=False, comment="Of somebody without an account"),
        sa.Column("email", sa.String(length=254), nullable=False, comment="Their address until it is done, then empty"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False, comment="They or a coordinator"),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why; emptied when it is done"),
        sa.Column(
            "proposed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When a coordinator had looked at everything",
        ),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True, comment="Who confirmed it"),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by_id", sa.Uuid(), nullable=True),
        sa.Column("stop_reason", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False, comment="Table to how many rows were changed or went"),
        sa.CheckConstraint("done_at IS NULL OR proposed_at IS NOT NULL", name=op.f("ck_erasures_proposed_before_done")),
        sa.CheckConstraint("done_at IS NULL OR stopped_at IS NULL", name=op.f("ck_erasures_done_or_stopped")),
        sa.CheckConstraint("person_id IS NOT NULL OR is_by_address", name=op.f("ck_erasures_about_somebody")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["persons.id"], name=op.f("fk_erasures_begun_by_id_persons")),
        sa.ForeignKeyConstraint(["done_by_id"], ["persons.id"], name=op.f("fk_erasures_done_by_id_persons")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_erasures_person_id_persons")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["persons.id"], name=op.f("fk_erasures_proposed_by_id_persons")),
        sa.ForeignKeyConstraint(["stopped_by_id"], ["persons.id"], name=op.f("fk_erasures_stopped_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    with op.batch_alter_table("erasures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erasures_begun_by_id"), ["begun_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_erasures_done_by_id"), ["done_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_erasures_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_erasures_proposed_by_id"), ["proposed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_erasures_stopped_by_id"), ["stopped_by_id"], unique=False)
        batch_op.create_index(
            "uq_erasures_open",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL AND stopped_at IS NULL AND person_id IS NOT NULL"),
            postgresql_where=sa.text("done_at IS NULL AND stopped_at IS NULL AND person_id IS NOT NULL"),
        )

    op.create_table(
        "period_choices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False, comment="Key of the class"),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.String(length=200),
            nullable=False,
            comment="Such as the decision on what the authority throws away",
        ),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["persons.id"], name=op.f("fk_period_choices_chosen_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_choices")),
    )
    with op.batch_alter_table("period_choices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_period_choices_chosen_by_id"), ["chosen_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_period_choices_period"), ["period"], unique=False)

    op.create_table(
        "privacy_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "controller", sa.String(length=200), nullable=False, comment="The authority that decides why and how"
        ),
        sa.Column("contact", sa.Text(), nullable=False, comment="How it is reached; plain text"),
        sa.Column(
            "officer", sa.Text(), nullable=False, comment="How its data protection officer is reached; plain text"
        ),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["set_by_id"], ["persons.id"], name=op.f("fk_privacy_facts_set_by_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_facts")),
    )
    with op.batch_alter_table("privacy_facts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_privacy_facts_set_by_id"), ["set_by_id"], unique=False)

    op.create_table(
        "privacy_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "wish",
            sa.Enum(
                "rectification",
                "restriction",
                "objection",
                name="wish_known",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False, comment="What is asked, in their own words; emptied by erasure"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "answer_by",
            sa.Date(),
            nullable=False,
            comment="One month later: the last day by the regulation (article 12.3)",
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "done", "partly", "declined", name="outcome_known", native_enum=False, create_constraint=True, length=20
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False, comment="Told by letter; emptied by erasure"),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["persons.id"], name=op.f("fk_privacy_requests_answered_by_id_persons")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_privacy_requests_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_requests")),
    )
    with op.batch_alter_table("privacy_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_privacy_requests_answered_by_id"), ["answered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_privacy_requests_person_id"), ["person_id"], unique=False)

    op.create_table(
        "weedings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False, comment="Key of the class"),
        sa.Column("before", sa.DateTime(timezone=True), nullable=False, comment="Everything older than that went"),
        sa.Column("count", sa.Integer(), nullable=False, comment="How many rows"),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True, comment="Who approved it; empty for what goes by itself"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_weedings_person_id_persons")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weedings")),
    )
    with op.batch_alter_table("weedings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_weedings_period"), ["period"], unique=False)
        batch_op.create_index(batch_op.f("ix_weedings_person_id"), ["person_id"], unique=False)

    op.create_table(
        "accessibility_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False, comment="On which page, in their words"),
        sa.Column(
            "aids", sa.String(length=200), nullable=False, comment="Browser, screen reader or other aid, in their words"
        ),
        sa.Column("email", sa.String(length=254), nullable=False, comment="Where the answer goes; empty for none"),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("fault_id", sa.Uuid(), nullable=True, comment="What it became among the known faults"),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)",
            name=op.f("ck_accessibility_reports_answered_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["persons.id"], name=op.f("fk_accessibility_reports_answered_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["fault_id"],
            ["accessibility_faults.id"],
            name=op.f("fk_accessibility_reports_fault_id_accessibility_faults"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accessibility_reports")),
    )
    with op.batch_alter_table("accessibility_reports", schema=None) as batch_op:
        batch_op.create_index(
            "ix_accessibility_reports_answered_at_reported_at", ["answered_at", "reported_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_accessibility_reports_answered_by_id"), ["answered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_accessibility_reports_fault_id"), ["fault_id"], unique=False)

    op.create_table(
        "named_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("erasure_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False, comment="Table, column and key of the row"),
        sa.Column(
            "treatment",
            sa.Enum("replaced", "left", name="treatment_known", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["persons.id"], name=op.f("fk_named_places_decided_by_id_persons")),
        sa.ForeignKeyConstraint(["erasure_id"], ["erasures.id"], name=op.f("fk_named_places_erasure_id_erasures")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_named_places")),
    )
    with op.batch_alter_table("named_places", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_named_places_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index("uq_named_places_place", ["erasure_id", "place"], unique=True)

    op.create_table(
        "records_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roadmap_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 and so on in its roadmap"),
        sa.Column(
            "registry_number", sa.String(length=200), nullable=False, comment="Under which number it is in the registry"
        ),
        sa.Column("asked_for", sa.Text(), nullable=False, comment="What is asked for; never by whom or why"),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False, comment="In which the package is written"),
        sa.Column(
            "naming",
            sa.Enum("named", "unnamed", name="naming_known", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("naming_ground", sa.Text(), nullable=False, comment="The rule by which names are left out"),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_id", sa.Uuid(), nullable=False),
        sa.Column("begun_for_id", sa.Uuid(), nullable=True, comment="For whom they acted"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("decided_for_id", sa.Uuid(), nullable=True, comment="It comes from it"),
        sa.Column(
            "signed_by", sa.String(length=200), nullable=False, comment="Who decided, by name and function, as printed"
        ),
        sa.Column("reasons", sa.Text(), nullable=False, comment="Of the decision; plain text"),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=True,
            comment="Canonical JSON of all that was given out; what was masked or withheld is not in it",
        ),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="Of the content, as UTF-8"),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True), nullable=True, comment="When it was set aside without a decision"
        ),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "naming = 'named' OR naming_ground <> ''", name=op.f("ck_records_requests_ground_when_unnamed")
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (content IS NULL)", name=op.f("ck_records_requests_content_when_decided")
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL)", name=op.f("ck_records_requests_decided_by_somebody")
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_records_requests_ended_by_somebody")
        ),
        sa.CheckConstraint("decided_at IS NULL OR ended_at IS NULL", name=op.f("ck_records_requests_decided_or_ended")),
        sa.CheckConstraint("first_on <= last_on", name=op.f("ck_records_requests_period_in_order")),
        sa.ForeignKeyConstraint(["begun_by_id"], ["persons.id"], name=op.f("fk_records_requests_begun_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["begun_for_id"], ["organisations.id"], name=op.f("fk_records_requests_begun_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["persons.id"], name=op.f("fk_records_requests_decided_by_id_persons")
        ),
        sa.ForeignKeyConstraint(
            ["decided_for_id"], ["organisations.id"], name=op.f("fk_records_requests_decided_for_id_organisations")
        ),
        sa.ForeignKeyConstraint(["ended_by_id"], ["persons.id"], name=op.f("fk_records_requests_ended_by_id_persons")),
        sa.ForeignKeyConstraint(["roadmap_id"], ["roadmaps.id"], name=op.f("fk_records_requests_roadmap_id_roadmaps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records_requests")),
        sa.UniqueConstraint("roadmap_id", "number", name=op.f("uq_records_requests_roadmap_id_number")),
    )
    with op.batch_alter_table("records_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_records_requests_begun_by_id"), ["begun_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_records_requests_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_records_requests_ended_by_id"), ["ended_by_id"], unique=False)

    op.create_table(
        "records_choices",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False, comment="Which thing: its sort, and its id there"),
        sa.Column("is_given_out", sa.Boolean(), nullable=False, comment="In part, where words are masked in it"),
        sa.Column("ground", sa.Text(), nullable=False, comment="The rule by which it is not given out"),
        sa.Column(
            "fingerprint", sa.String(length=64), nullable=False, comment="Of the thing as it read when it was chosen"
        ),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("is_given_out = (ground = '')", name=op.f("ck_records_choices_ground_when_withheld")),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["persons.id"], name=op.f("fk_records_choices_chosen_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["records_requests.id"], name=op.f("fk_records_choices_request_id_records_requests")
        ),
        sa.PrimaryKeyConstraint("request_id", "key", name=op.f("pk_records_choices")),
    )
    with op.batch_alter_table("records_choices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_records_choices_chosen_by_id"), ["chosen_by_id"], unique=False)

    op.create_table(
        "records_masks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False, comment="Which thing; empty: everywhere"),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False, comment="The rule by which they are taken out"),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("passage <> '' AND ground <> ''", name=op.f("ck_records_masks_words_and_ground")),
        sa.ForeignKeyConstraint(["added_by_id"], ["persons.id"], name=op.f("fk_records_masks_added_by_id_persons")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["records_requests.id"], name=op.f("fk_records_masks_request_id_records_requests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records_masks")),
    )
    with op.batch_alter_table("records_masks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_records_masks_added_by_id"), ["added_by_id"], unique=False)
        batch_op.create_index("ix_records_masks_request_id_key", ["request_id", "key"], unique=False)


def downgrade() -> None:

    with op.batch_alter_table("records_masks", schema=None) as batch_op:
        batch_op.drop_index("ix_records_masks_request_id_key")
        batch_op.drop_index(batch_op.f("ix_records_masks_added_by_id"))

    op.drop_table("records_masks")
    with op.batch_alter_table("records_choices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_records_choices_chosen_by_id"))

    op.drop_table("records_choices")
    with op.batch_alter_table("records_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_records_requests_ended_by_id"))
        batch_op.drop_index(batch_op.f("ix_records_requests_decided_by_id"))
        batch_op.drop_index(batch_op.f("ix_records_requests_begun_by_id"))

    op.drop_table("records_requests")
    with op.batch_alter_table("named_places", schema=None) as batch_op:
        batch_op.drop_index("uq_named_places_place")
        batch_op.drop_index(batch_op.f("ix_named_places_decided_by_id"))

    op.drop_table("named_places")
    with op.batch_alter_table("accessibility_reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accessibility_reports_fault_id"))
        batch_op.drop_index(batch_op.f("ix_accessibility_reports_answered_by_id"))
        batch_op.drop_index("ix_accessibility_reports_answered_at_reported_at")

    op.drop_table("accessibility_reports")
    with op.batch_alter_table("weedings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_weedings_person_id"))
        batch_op.drop_index(batch_op.f("ix_weedings_period"))

    op.drop_table("weedings")
    with op.batch_alter_table("privacy_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_privacy_requests_person_id"))
        batch_op.drop_index(batch_op.f("ix_privacy_requests_answered_by_id"))

    op.drop_table("privacy_requests")
    with op.batch_alter_table("privacy_facts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_privacy_facts_set_by_id"))

    op.drop_table("privacy_facts")
    with op.batch_alter_table("period_choices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_period_choices_period"))
        batch_op.drop_index(batch_op.f("ix_period_choices_chosen_by_id"))

    op.drop_table("period_choices")
    with op.batch_alter_table("erasures", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_erasures_open",
            sqlite_where=sa.text("done_at IS NULL AND stopped_at IS NULL AND person_id IS NOT NULL"),
            postgresql_where=sa.text("done_at IS NULL AND stopped_at IS NULL AND person_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_erasures_stopped_by_id"))
        batch_op.drop_index(batch_op.f("ix_erasures_proposed_by_id"))
        batch_op.drop_index(batch_op.f("ix_erasures_person_id"))
        batch_op.drop_index(batch_op.f("ix_erasures_done_by_id"))
        batch_op.drop_index(batch_op.f("ix_erasures_begun_by_id"))

    op.drop_table("erasures")
    with op.batch_alter_table("accessibility_statements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accessibility_statements_written_by_id"))
        batch_op.drop_index("ix_accessibility_statements_written_at")

    op.drop_table("accessibility_statements")
    with op.batch_alter_table("accessibility_faults", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accessibility_faults_told_by_id"))
        batch_op.drop_index(batch_op.f("ix_accessibility_faults_mended_by_id"))

    op.drop_table("accessibility_faults")
