"""Werkgebied van een gebruiker, inzage met een reden, en het verband tussen een casus en een VTB.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inzagereden",
        sa.Column("gebruiker", sa.String(length=100), nullable=False),
        sa.Column("sitting", sa.String(length=32), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("grond", sa.String(length=40), nullable=False),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("gegeven_op", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inzagereden")),
        sa.UniqueConstraint("uid", name=op.f("uq_inzagereden_uid")),
    )
    op.create_index("ix_inzagereden_dossier", "inzagereden", ["soort", "dossier_id", "sitting"])
    op.create_table(
        "verband",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("vtb_id", sa.Integer(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("gelegd_op", sa.Date(), nullable=False),
        sa.Column("door", sa.String(length=100), nullable=False),
        sa.Column("verbroken_op", sa.Date(), nullable=True),
        sa.Column("verbroken_door", sa.String(length=100), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_verband_casus_id_casus")),
        sa.ForeignKeyConstraint(["vtb_id"], ["vtb.id"], name=op.f("fk_verband_vtb_id_vtb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verband")),
        sa.UniqueConstraint("uid", name=op.f("uq_verband_uid")),
    )
    op.create_index(op.f("ix_verband_casus_id"), "verband", ["casus_id"])
    op.create_index(op.f("ix_verband_vtb_id"), "verband", ["vtb_id"])
    op.create_index(
        "ix_verband_paar",
        "verband",
        ["casus_id", "vtb_id"],
        unique=True,
        sqlite_where=sa.text("verbroken_op IS NULL"),
    )
    with op.batch_alter_table("gebruiker") as batch_op:
        batch_op.add_column(sa.Column("tafels", sa.String(length=20), nullable=False, server_default="RET en JBT"))
        batch_op.add_column(sa.Column("persoon_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_gebruiker_persoon_id_persoon"), "persoon", ["persoon_id"], ["id"])
        batch_op.create_index(op.f("ix_gebruiker_persoon_id"), ["persoon_id"])
    with op.batch_alter_table("gebruiker") as batch_op:
        batch_op.alter_column(
            "tafels", server_default=None, existing_type=sa.String(length=20), existing_nullable=False
        )


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
