"""Bewaartermijnen en vernietiging; regels van het logboek mogen alleen nog worden geleegd.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ONLY_EMPTIED = """CREATE TRIGGER audit_geen_wijziging BEFORE UPDATE ON audit
    WHEN new.wijziging <> '{}' OR old.soort = 'vernietigd'
      OR new.id <> old.id OR new.groep <> old.groep OR new.moment <> old.moment OR new.wie <> old.wie
      OR new.handeling <> old.handeling OR new.tabel <> old.tabel OR new.rij <> old.rij OR new.soort <> old.soort
      OR new.vorige <> old.vorige OR new.hash <> old.hash BEGIN
    SELECT RAISE(ABORT, 'audit: rows cannot be changed'); END"""


def upgrade() -> None:
    op.create_table(
        "vernietigingsstop",
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("sinds", sa.Date(), nullable=False),
        sa.Column("door", sa.String(length=100), nullable=False),
        sa.Column("opgeheven_op", sa.Date(), nullable=True),
        sa.Column("opgeheven_door", sa.String(length=100), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vernietigingsstop")),
        sa.UniqueConstraint("uid", name=op.f("uq_vernietigingsstop_uid")),
    )
    op.create_index("ix_vernietigingsstop_dossier", "vernietigingsstop", ["soort", "dossier_id"])
    op.create_table(
        "vernietiging",
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.String(length=20), nullable=False),
        sa.Column("einde", sa.Date(), nullable=True),
        sa.Column("termijn", sa.Integer(), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=True),
        sa.Column("grond", sa.String(length=20), nullable=False),
        sa.Column("voorgesteld_op", sa.Date(), nullable=False),
        sa.Column("voorgesteld_door", sa.String(length=100), nullable=False),
        sa.Column("ingetrokken_op", sa.Date(), nullable=True),
        sa.Column("vernietigd_op", sa.Date(), nullable=True),
        sa.Column("vernietigd_door", sa.String(length=100), nullable=False),
        sa.Column("telling", sa.JSON(), nullable=False),
        sa.Column("regel", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vernietiging")),
        sa.UniqueConstraint("uid", name=op.f("uq_vernietiging_uid")),
    )
    op.create_index(
        "ix_vernietiging_dossier",
        "vernietiging",
        ["soort", "dossier_id"],
        unique=True,
        sqlite_where=sa.text("ingetrokken_op IS NULL"),
    )
    for table in ("casus", "vtb", "zitting"):
        op.add_column(table, sa.Column("vernietigd_op", sa.Date(), nullable=True))
        op.create_index(f"ix_{table}_vernietigd", table, ["id"], sqlite_where=sa.text("vernietigd_op IS NOT NULL"))
    op.execute("DROP TRIGGER audit_geen_wijziging")
    op.execute(ONLY_EMPTIED)


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
