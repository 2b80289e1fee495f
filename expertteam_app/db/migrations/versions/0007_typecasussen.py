"""Typecasussen: de werkbank voor verhalen zonder personen.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "typecasus",
        sa.Column("periode", sa.String(length=20), nullable=False),
        sa.Column("kenmerken", sa.JSON(), nullable=False),
        sa.Column("verhaal", sa.Text(), nullable=False),
        sa.Column("gemaakt_door", sa.String(length=100), nullable=False),
        sa.Column("bevestigd_door", sa.String(length=100), nullable=False),
        sa.Column("bevestigd_op", sa.Date(), nullable=True),
        sa.Column("uitgegeven", sa.Boolean(), nullable=False),
        sa.Column("weg", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typecasus")),
        sa.UniqueConstraint("uid", name=op.f("uq_typecasus_uid")),
    )
    op.create_index(op.f("ix_typecasus_periode"), "typecasus", ["periode"], unique=False)
    op.create_table(
        "typecasus_bron",
        sa.Column("typecasus_id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_typecasus_bron_casus_id_casus")),
        sa.ForeignKeyConstraint(
            ["typecasus_id"],
            ["typecasus.id"],
            name=op.f("fk_typecasus_bron_typecasus_id_typecasus"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typecasus_bron")),
        sa.UniqueConstraint("uid", name=op.f("uq_typecasus_bron_uid")),
    )
    for column in ("casus_id", "typecasus_id"):
        op.create_index(op.f(f"ix_typecasus_bron_{column}"), "typecasus_bron", [column], unique=False)


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
