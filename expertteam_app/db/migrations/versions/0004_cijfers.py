"""Cijfers die men kan vertrouwen: signalen, basislijnen, jeugdigen per gemeente, meetmomenten, hiaten met hun vervolg.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _signaal() -> None:
    op.create_table(
        "signaal",
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=False),
        sa.Column("periode", sa.String(length=20), nullable=False),
        sa.Column("gezien", sa.JSON(), nullable=False),
        sa.Column("gezien_op", sa.Date(), nullable=False),
        sa.Column("programma", sa.String(length=20), nullable=False),
        sa.Column("mens", sa.String(length=20), nullable=False),
        sa.Column("verklaring", sa.Text(), nullable=False),
        sa.Column("beoordeeld_op", sa.Date(), nullable=True),
        sa.Column("beoordeeld_door", sa.String(length=100), nullable=False),
        sa.Column("afloop", sa.Text(), nullable=False),
        sa.Column("afgesloten_op", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signaal")),
        sa.UniqueConstraint("sleutel", "periode", name=op.f("uq_signaal_sleutel_periode")),
        sa.UniqueConstraint("uid", name=op.f("uq_signaal_uid")),
    )
    op.create_index(op.f("ix_signaal_soort"), "signaal", ["soort"], unique=False)
    op.create_index(op.f("ix_signaal_periode"), "signaal", ["periode"], unique=False)


def _basislijn() -> None:
    op.create_table(
        "basislijn",
        sa.Column("sleutel", sa.String(length=200), nullable=False),
        sa.Column("sinds", sa.String(length=20), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("besloten_op", sa.Date(), nullable=False),
        sa.Column("besloten_door", sa.String(length=100), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_basislijn")),
        sa.UniqueConstraint("uid", name=op.f("uq_basislijn_uid")),
    )
    op.create_index(op.f("ix_basislijn_sleutel"), "basislijn", ["sleutel"], unique=False)


def _jeugdigen_telling() -> None:
    op.create_table(
        "jeugdigen_telling",
        sa.Column("gemeente", sa.String(length=4), nullable=False),
        sa.Column("jaar", sa.Integer(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("bron", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jeugdigen_telling")),
        sa.UniqueConstraint("gemeente", "jaar", name=op.f("uq_jeugdigen_telling_gemeente_jaar")),
        sa.UniqueConstraint("uid", name=op.f("uq_jeugdigen_telling_uid")),
    )
    op.create_index(op.f("ix_jeugdigen_telling_gemeente"), "jeugdigen_telling", ["gemeente"], unique=False)


def _meetmoment() -> None:
    op.create_table(
        "meetmoment",
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("periode", sa.String(length=20), nullable=False),
        sa.Column("gemaakt_op", sa.Date(), nullable=False),
        sa.Column("gemaakt_door", sa.String(length=100), nullable=False),
        sa.Column("definities", sa.JSON(), nullable=False),
        sa.Column("inhoud", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetmoment")),
        sa.UniqueConstraint("uid", name=op.f("uq_meetmoment_uid")),
    )
    op.create_index(op.f("ix_meetmoment_soort"), "meetmoment", ["soort"], unique=False)


def _hiaat() -> None:
    op.add_column("hiaat", sa.Column("gezocht_sinds", sa.Date(), nullable=True))
    op.add_column("hiaat", sa.Column("urgentie", sa.String(length=20), nullable=False, server_default=""))
    op.add_column("hiaat", sa.Column("overbrugging", sa.Text(), nullable=False, server_default=""))
    op.add_column("hiaat", sa.Column("opgelost_op", sa.Date(), nullable=True))
    op.add_column("hiaat", sa.Column("agendering", sa.String(length=20), nullable=False, server_default=""))
    op.add_column("hiaat", sa.Column("agendering_status", sa.String(length=20), nullable=False, server_default=""))
    op.add_column("hiaat", sa.Column("agendering_op", sa.Date(), nullable=True))


def upgrade() -> None:
    _signaal()
    _basislijn()
    _jeugdigen_telling()
    _meetmoment()
    _hiaat()


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
