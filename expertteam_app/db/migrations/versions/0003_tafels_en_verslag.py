"""De tafels en het verslag: reeksen, regels aan tafel, opvolging, BOEG, versies, handtekeningen en verzendingen.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _reeks() -> None:
    op.create_table(
        "reeks",
        sa.Column("soort", sa.String(length=10), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("ritme", sa.String(length=10), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("begintijd", sa.String(length=5), nullable=False),
        sa.Column("duur_minuten", sa.Integer(), nullable=False),
        sa.Column("plaats", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reeks")),
        sa.UniqueConstraint("uid", name=op.f("uq_reeks_uid")),
    )
    op.create_index(op.f("ix_reeks_soort"), "reeks", ["soort"], unique=False)


def _sjabloon() -> None:
    op.create_table(
        "sjabloon",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("geldig_vanaf", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sjabloon")),
        sa.UniqueConstraint("code", "versie", name=op.f("uq_sjabloon_code_versie")),
        sa.UniqueConstraint("uid", name=op.f("uq_sjabloon_uid")),
    )


def _tekstblok() -> None:
    op.create_table(
        "tekstblok",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tekstblok")),
        sa.UniqueConstraint("code", name=op.f("uq_tekstblok_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_tekstblok_uid")),
    )


def _voorziening() -> None:
    op.create_table(
        "voorziening",
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("aanbieder", sa.String(length=200), nullable=False),
        sa.Column("zorgvorm", sa.String(length=40), nullable=False),
        sa.Column("boeg", sa.Boolean(), nullable=False),
        sa.Column("toegangspoort", sa.Boolean(), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voorziening")),
        sa.UniqueConstraint("uid", name=op.f("uq_voorziening_uid")),
    )


def _reeks_lid() -> None:
    op.create_table(
        "reeks_lid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reeks_id", sa.Integer(), nullable=False),
        sa.Column("persoon_id", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["persoon_id"], ["persoon.id"], name=op.f("fk_reeks_lid_persoon_id_persoon")),
        sa.ForeignKeyConstraint(
            ["reeks_id"], ["reeks.id"], name=op.f("fk_reeks_lid_reeks_id_reeks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reeks_lid")),
        sa.UniqueConstraint("reeks_id", "persoon_id", name=op.f("uq_reeks_lid_reeks_id_persoon_id")),
    )
    op.create_index(op.f("ix_reeks_lid_persoon_id"), "reeks_lid", ["persoon_id"], unique=False)
    op.create_index(op.f("ix_reeks_lid_reeks_id"), "reeks_lid", ["reeks_id"], unique=False)


def _handelingstijd() -> None:
    op.create_table(
        "handelingstijd",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zitting_id", sa.Integer(), nullable=True),
        sa.Column("vtb_id", sa.Integer(), nullable=True),
        sa.Column("stap", sa.String(length=40), nullable=False),
        sa.Column("seconden", sa.Integer(), nullable=False),
        sa.Column("toetsen", sa.Integer(), nullable=False),
        sa.Column("gemeten_op", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["vtb_id"], ["vtb.id"], name=op.f("fk_handelingstijd_vtb_id_vtb"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["zitting_id"], ["zitting.id"], name=op.f("fk_handelingstijd_zitting_id_zitting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handelingstijd")),
    )
    op.create_index(op.f("ix_handelingstijd_stap"), "handelingstijd", ["stap"], unique=False)
    op.create_index(op.f("ix_handelingstijd_vtb_id"), "handelingstijd", ["vtb_id"], unique=False)
    op.create_index(op.f("ix_handelingstijd_zitting_id"), "handelingstijd", ["zitting_id"], unique=False)


def _handtekening() -> None:
    op.create_table(
        "handtekening",
        sa.Column("verslag_id", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("gebruiker", sa.String(length=100), nullable=False),
        sa.Column("getekend_op", sa.Date(), nullable=False),
        sa.Column("certificaat", sa.String(length=400), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["verslag_id"], ["verslag.id"], name=op.f("fk_handtekening_verslag_id_verslag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handtekening")),
        sa.UniqueConstraint("uid", name=op.f("uq_handtekening_uid")),
        sa.UniqueConstraint("verslag_id", "rol", name=op.f("uq_handtekening_verslag_id_rol")),
    )
    op.create_index(op.f("ix_handtekening_verslag_id"), "handtekening", ["verslag_id"], unique=False)


def _hoorgesprek() -> None:
    op.create_table(
        "hoorgesprek",
        sa.Column("vtb_id", sa.Integer(), nullable=False),
        sa.Column("jeugdige_id", sa.Integer(), nullable=False),
        sa.Column("gepland_op", sa.Date(), nullable=True),
        sa.Column("tijd", sa.String(length=5), nullable=False),
        sa.Column("plaats", sa.String(length=200), nullable=False),
        sa.Column("gehouden_op", sa.Date(), nullable=True),
        sa.Column("door", sa.String(length=200), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("niet_gelukt", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["jeugdige_id"], ["jeugdige.id"], name=op.f("fk_hoorgesprek_jeugdige_id_jeugdige")),
        sa.ForeignKeyConstraint(["vtb_id"], ["vtb.id"], name=op.f("fk_hoorgesprek_vtb_id_vtb")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hoorgesprek")),
        sa.UniqueConstraint("uid", name=op.f("uq_hoorgesprek_uid")),
        sa.UniqueConstraint("vtb_id", "jeugdige_id", name=op.f("uq_hoorgesprek_vtb_id_jeugdige_id")),
    )
    op.create_index(op.f("ix_hoorgesprek_jeugdige_id"), "hoorgesprek", ["jeugdige_id"], unique=False)
    op.create_index(op.f("ix_hoorgesprek_vtb_id"), "hoorgesprek", ["vtb_id"], unique=False)


def _boeg_inbreng() -> None:
    op.create_table(
        "boeg_inbreng",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("agendapunt_id", sa.Integer(), nullable=True),
        sa.Column("ingebracht_op", sa.Date(), nullable=False),
        sa.Column("soort", sa.String(length=40), nullable=False),
        sa.Column("procesregisseur", sa.String(length=200), nullable=False),
        sa.Column("voorziening_id", sa.Integer(), nullable=True),
        sa.Column("toegangsbesluit_op", sa.Date(), nullable=True),
        sa.Column("mandaathouder_id", sa.Integer(), nullable=True),
        sa.Column("terugkoppeling_op", sa.Date(), nullable=True),
        sa.Column("terugkoppeling", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["agendapunt_id"], ["agendapunt.id"], name=op.f("fk_boeg_inbreng_agendapunt_id_agendapunt")
        ),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_boeg_inbreng_casus_id_casus")),
        sa.ForeignKeyConstraint(
            ["mandaathouder_id"], ["persoon.id"], name=op.f("fk_boeg_inbreng_mandaathouder_id_persoon")
        ),
        sa.ForeignKeyConstraint(
            ["voorziening_id"], ["voorziening.id"], name=op.f("fk_boeg_inbreng_voorziening_id_voorziening")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boeg_inbreng")),
        sa.UniqueConstraint("uid", name=op.f("uq_boeg_inbreng_uid")),
    )
    op.create_index(op.f("ix_boeg_inbreng_agendapunt_id"), "boeg_inbreng", ["agendapunt_id"], unique=False)
    op.create_index(op.f("ix_boeg_inbreng_casus_id"), "boeg_inbreng", ["casus_id"], unique=False)
    op.create_index(op.f("ix_boeg_inbreng_mandaathouder_id"), "boeg_inbreng", ["mandaathouder_id"], unique=False)
    op.create_index(op.f("ix_boeg_inbreng_voorziening_id"), "boeg_inbreng", ["voorziening_id"], unique=False)


def _opvolging() -> None:
    op.create_table(
        "opvolging",
        sa.Column("agendapunt_id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.String(length=40), nullable=False),
        sa.Column("verwacht_op", sa.Date(), nullable=False),
        sa.Column("gedaan_op", sa.Date(), nullable=True),
        sa.Column("uitgevoerd", sa.String(length=20), nullable=False),
        sa.Column("geholpen", sa.String(length=20), nullable=False),
        sa.Column("volgens", sa.String(length=40), nullable=False),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["agendapunt_id"], ["agendapunt.id"], name=op.f("fk_opvolging_agendapunt_id_agendapunt")
        ),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_opvolging_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opvolging")),
        sa.UniqueConstraint("uid", name=op.f("uq_opvolging_uid")),
    )
    op.create_index(op.f("ix_opvolging_agendapunt_id"), "opvolging", ["agendapunt_id"], unique=False)
    op.create_index(op.f("ix_opvolging_casus_id"), "opvolging", ["casus_id"], unique=False)


def _reactie() -> None:
    op.create_table(
        "reactie",
        sa.Column("zitting_id", sa.Integer(), nullable=False),
        sa.Column("agendapunt_id", sa.Integer(), nullable=True),
        sa.Column("van", sa.String(length=200), nullable=False),
        sa.Column("rol", sa.String(length=40), nullable=False),
        sa.Column("ontvangen_op", sa.Date(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["agendapunt_id"], ["agendapunt.id"], name=op.f("fk_reactie_agendapunt_id_agendapunt")),
        sa.ForeignKeyConstraint(["zitting_id"], ["zitting.id"], name=op.f("fk_reactie_zitting_id_zitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reactie")),
        sa.UniqueConstraint("uid", name=op.f("uq_reactie_uid")),
    )
    op.create_index(op.f("ix_reactie_agendapunt_id"), "reactie", ["agendapunt_id"], unique=False)
    op.create_index(op.f("ix_reactie_zitting_id"), "reactie", ["zitting_id"], unique=False)


def _verzending() -> None:
    op.create_table(
        "verzending",
        sa.Column("zitting_id", sa.Integer(), nullable=False),
        sa.Column("agendapunt_id", sa.Integer(), nullable=True),
        sa.Column("verslag_id", sa.Integer(), nullable=True),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("ontvanger", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("wijze", sa.String(length=40), nullable=False),
        sa.Column("verzonden_op", sa.Date(), nullable=False),
        sa.Column("blokken", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["agendapunt_id"], ["agendapunt.id"], name=op.f("fk_verzending_agendapunt_id_agendapunt")
        ),
        sa.ForeignKeyConstraint(["verslag_id"], ["verslag.id"], name=op.f("fk_verzending_verslag_id_verslag")),
        sa.ForeignKeyConstraint(["zitting_id"], ["zitting.id"], name=op.f("fk_verzending_zitting_id_zitting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verzending")),
        sa.UniqueConstraint("uid", name=op.f("uq_verzending_uid")),
    )
    op.create_index(op.f("ix_verzending_agendapunt_id"), "verzending", ["agendapunt_id"], unique=False)
    op.create_index(op.f("ix_verzending_verslag_id"), "verzending", ["verslag_id"], unique=False)
    op.create_index(op.f("ix_verzending_zitting_id"), "verzending", ["zitting_id"], unique=False)


def _afspraak() -> None:
    op.create_table(
        "afspraak",
        sa.Column("besluit_id", sa.Integer(), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("wie", sa.String(length=200), nullable=False),
        sa.Column("wanneer", sa.Date(), nullable=True),
        sa.Column("toets", sa.Text(), nullable=False),
        sa.Column("nagekomen", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["besluit_id"], ["besluit.id"], name=op.f("fk_afspraak_besluit_id_besluit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_afspraak")),
        sa.UniqueConstraint("uid", name=op.f("uq_afspraak_uid")),
    )
    op.create_index(op.f("ix_afspraak_besluit_id"), "afspraak", ["besluit_id"], unique=False)


def _tafelregel() -> None:
    op.create_table(
        "tafelregel",
        sa.Column("agendapunt_id", sa.Integer(), nullable=False),
        sa.Column("volgorde", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("blok", sa.String(length=40), nullable=False),
        sa.Column("jeugdige_id", sa.Integer(), nullable=True),
        sa.Column("wie", sa.String(length=200), nullable=False),
        sa.Column("eigenaar", sa.String(length=200), nullable=False),
        sa.Column("datum", sa.Date(), nullable=True),
        sa.Column("actie_id", sa.Integer(), nullable=True),
        sa.Column("zoekregel_id", sa.Integer(), nullable=True),
        sa.Column("besluit_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["actie_id"], ["actie.id"], name=op.f("fk_tafelregel_actie_id_actie")),
        sa.ForeignKeyConstraint(
            ["agendapunt_id"], ["agendapunt.id"], name=op.f("fk_tafelregel_agendapunt_id_agendapunt")
        ),
        sa.ForeignKeyConstraint(["besluit_id"], ["besluit.id"], name=op.f("fk_tafelregel_besluit_id_besluit")),
        sa.ForeignKeyConstraint(["jeugdige_id"], ["jeugdige.id"], name=op.f("fk_tafelregel_jeugdige_id_jeugdige")),
        sa.ForeignKeyConstraint(["zoekregel_id"], ["zoekregel.id"], name=op.f("fk_tafelregel_zoekregel_id_zoekregel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tafelregel")),
        sa.UniqueConstraint("uid", name=op.f("uq_tafelregel_uid")),
    )
    op.create_index(op.f("ix_tafelregel_actie_id"), "tafelregel", ["actie_id"], unique=False)
    op.create_index(op.f("ix_tafelregel_agendapunt_id"), "tafelregel", ["agendapunt_id"], unique=False)
    op.create_index(op.f("ix_tafelregel_besluit_id"), "tafelregel", ["besluit_id"], unique=False)
    op.create_index(op.f("ix_tafelregel_jeugdige_id"), "tafelregel", ["jeugdige_id"], unique=False)
    op.create_index(op.f("ix_tafelregel_zoekregel_id"), "tafelregel", ["zoekregel_id"], unique=False)


def _aanwezigheid() -> None:
    op.execute(
        "ALTER TABLE aanwezigheid ADD COLUMN agendapunt_id INTEGER "
        "CONSTRAINT fk_aanwezigheid_agendapunt_id_agendapunt REFERENCES agendapunt(id)"
    )
    op.execute(
        "ALTER TABLE aanwezigheid ADD COLUMN jeugdige_id INTEGER "
        "CONSTRAINT fk_aanwezigheid_jeugdige_id_jeugdige REFERENCES jeugdige(id)"
    )
    op.execute(
        "ALTER TABLE aanwezigheid ADD COLUMN gezinslid_id INTEGER "
        "CONSTRAINT fk_aanwezigheid_gezinslid_id_gezinslid REFERENCES gezinslid(id)"
    )
    op.add_column("aanwezigheid", sa.Column("ontvanger", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("aanwezigheid", sa.Column("email", sa.String(length=200), nullable=False, server_default=""))
    op.create_index(op.f("ix_aanwezigheid_agendapunt_id"), "aanwezigheid", ["agendapunt_id"], unique=False)
    op.create_index(op.f("ix_aanwezigheid_gezinslid_id"), "aanwezigheid", ["gezinslid_id"], unique=False)
    op.create_index(op.f("ix_aanwezigheid_jeugdige_id"), "aanwezigheid", ["jeugdige_id"], unique=False)


def _agendapunt() -> None:
    op.add_column("agendapunt", sa.Column("soort", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("agendapunt", sa.Column("onderwerp", sa.String(length=200), nullable=False, server_default=""))
    op.add_column(
        "agendapunt", sa.Column("status", sa.String(length=20), nullable=False, server_default=sa.text("'open'"))
    )
    op.execute(
        "ALTER TABLE agendapunt ADD COLUMN vorig_punt_id INTEGER "
        "CONSTRAINT fk_agendapunt_vorig_punt_id_agendapunt REFERENCES agendapunt(id)"
    )
    op.add_column(
        "agendapunt", sa.Column("besteed_seconden", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column("agendapunt", sa.Column("teruggegeven_op", sa.Date(), nullable=True))
    op.add_column("agendapunt", sa.Column("teruggegeven_reden", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "agendapunt", sa.Column("terugkoppeling_door", sa.String(length=200), nullable=False, server_default="")
    )
    op.create_index(op.f("ix_agendapunt_vorig_punt_id"), "agendapunt", ["vorig_punt_id"], unique=False)


def _besluit() -> None:
    op.add_column("besluit", sa.Column("bevestigd_op", sa.Date(), nullable=True))
    op.add_column("besluit", sa.Column("vto_kenmerk", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("besluit", sa.Column("onderzoek_gestart", sa.Date(), nullable=True))
    op.add_column("besluit", sa.Column("onderzoek_afgerond", sa.Date(), nullable=True))
    op.add_column("besluit", sa.Column("zaak_afgerond", sa.Date(), nullable=True))


def _persoon() -> None:
    op.add_column("persoon", sa.Column("email", sa.String(length=200), nullable=False, server_default=""))


def _terugmelding() -> None:
    op.add_column("terugmelding", sa.Column("vervolg_stap", sa.String(length=40), nullable=False, server_default=""))


def _verslag() -> None:
    op.add_column("verslag", sa.Column("reden", sa.Text(), nullable=False, server_default=""))
    op.add_column("verslag", sa.Column("inhoud", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))


def _vtb() -> None:
    op.add_column(
        "vtb", sa.Column("vorm", sa.String(length=20), nullable=False, server_default=sa.text("'bespreking'"))
    )
    op.add_column("vtb", sa.Column("twijfel", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    op.add_column("vtb", sa.Column("brontekst", sa.Text(), nullable=False, server_default=""))
    op.add_column("vtb", sa.Column("gesloten_op", sa.Date(), nullable=True))
    op.add_column("vtb", sa.Column("gesloten_reden", sa.Text(), nullable=False, server_default=""))


def _zitting() -> None:
    op.execute(
        "ALTER TABLE zitting ADD COLUMN reeks_id INTEGER CONSTRAINT fk_zitting_reeks_id_reeks REFERENCES reeks(id)"
    )
    op.add_column(
        "zitting", sa.Column("vorm", sa.String(length=20), nullable=False, server_default=sa.text("'gewoon'"))
    )
    op.add_column("zitting", sa.Column("duur_minuten", sa.Integer(), nullable=False, server_default=sa.text("90")))
    op.add_column("zitting", sa.Column("periode_van", sa.Date(), nullable=True))
    op.add_column("zitting", sa.Column("periode_tot", sa.Date(), nullable=True))
    op.add_column("zitting", sa.Column("uitgenodigd_op", sa.Date(), nullable=True))
    op.add_column(
        "zitting", sa.Column("uitnodiging_volgnummer", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column("zitting", sa.Column("afgezegd_op", sa.Date(), nullable=True))
    op.add_column("zitting", sa.Column("afgezegd_reden", sa.Text(), nullable=False, server_default=""))
    op.add_column("zitting", sa.Column("gesloten_op", sa.Date(), nullable=True))
    op.add_column("zitting", sa.Column("ter_reactie_op", sa.Date(), nullable=True))
    op.add_column("zitting", sa.Column("ter_reactie_tot", sa.Date(), nullable=True))
    op.add_column("zitting", sa.Column("correctie_reden", sa.Text(), nullable=False, server_default=""))
    op.create_index(op.f("ix_zitting_reeks_id"), "zitting", ["reeks_id"], unique=False)
    # ### end Alembic commands ###


def _what_was_held() -> None:
    """What was talked about at a zitting that is over, is not open any more."""
    op.execute("UPDATE zitting SET gesloten_op = datum WHERE status IN ('vastgesteld', 'ingelezen')")
    op.execute(
        "UPDATE agendapunt SET status = 'besproken' WHERE zitting_id IN "
        "(SELECT id FROM zitting WHERE status IN ('vastgesteld', 'ingelezen'))"
    )


def upgrade() -> None:
    _reeks()
    _sjabloon()
    _tekstblok()
    _voorziening()
    _reeks_lid()
    _handelingstijd()
    _handtekening()
    _hoorgesprek()
    _boeg_inbreng()
    _opvolging()
    _reactie()
    _verzending()
    _afspraak()
    _tafelregel()
    _aanwezigheid()
    _agendapunt()
    _besluit()
    _persoon()
    _terugmelding()
    _verslag()
    _vtb()
    _zitting()
    _what_was_held()


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
