"""De casus in de diepte: netwerk, toestemming, uithuisplaatsing, bijlagen, klokken, ongedaan maken en zoeken.

The DDL is written out: a migration never imports living models, so that it does the same for ever.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - alembic itself loads this file

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SEARCH = (
    """CREATE VIRTUAL TABLE zoek USING fts5(
        titel, tekst, content='zoekdocument', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2", prefix='1 2 3')""",
    """CREATE TRIGGER zoek_nieuw AFTER INSERT ON zoekdocument BEGIN
        INSERT INTO zoek(rowid, titel, tekst) VALUES (new.id, new.titel, new.tekst); END""",
    """CREATE TRIGGER zoek_weg AFTER DELETE ON zoekdocument BEGIN
        INSERT INTO zoek(zoek, rowid, titel, tekst) VALUES ('delete', old.id, old.titel, old.tekst); END""",
    """CREATE TRIGGER zoek_anders AFTER UPDATE OF titel, tekst ON zoekdocument BEGIN
        INSERT INTO zoek(zoek, rowid, titel, tekst) VALUES ('delete', old.id, old.titel, old.tekst);
        INSERT INTO zoek(rowid, titel, tekst) VALUES (new.id, new.titel, new.tekst); END""",
)


def _klok() -> None:
    op.create_table(
        "klok",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("geldig_vanaf", sa.Date(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("van", sa.String(length=40), nullable=False),
        sa.Column("tot", sa.String(length=40), nullable=False),
        sa.Column("norm", sa.Integer(), nullable=True),
        sa.Column("eenheid", sa.String(length=20), nullable=False),
        sa.Column("profiel", sa.String(length=20), nullable=False),
        sa.Column("wettelijk", sa.Boolean(), nullable=False),
        sa.Column("achteruit", sa.Boolean(), nullable=False),
        sa.Column("pauzeredenen", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.Column("artikel", sa.String(length=200), nullable=False),
        sa.Column("besluit", sa.String(length=40), nullable=False),
        sa.Column("organisatie", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_klok")),
        sa.UniqueConstraint("code", "geldig_vanaf", name=op.f("uq_klok_code_geldig_vanaf")),
        sa.UniqueConstraint("uid", name=op.f("uq_klok_uid")),
    )


def _ongedaan() -> None:
    op.create_table(
        "ongedaan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("groep", sa.String(length=32), nullable=False),
        sa.Column("door", sa.String(length=32), nullable=False),
        sa.Column("soort", sa.String(length=10), nullable=False),
        sa.Column("wie", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ongedaan")),
    )
    op.create_index(op.f("ix_ongedaan_door"), "ongedaan", ["door"], unique=False)
    op.create_index(op.f("ix_ongedaan_groep"), "ongedaan", ["groep"], unique=False)


def _sluitingsdag() -> None:
    op.create_table(
        "sluitingsdag",
        sa.Column("organisatie", sa.String(length=200), nullable=False),
        sa.Column("van", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("wettelijk", sa.Boolean(), nullable=False),
        sa.Column("bron", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sluitingsdag")),
        sa.UniqueConstraint("uid", name=op.f("uq_sluitingsdag_uid")),
    )
    op.create_index(op.f("ix_sluitingsdag_van"), "sluitingsdag", ["van"], unique=False)


def _uitstel() -> None:
    op.create_table(
        "uitstel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sleutel", sa.String(length=200), nullable=False),
        sa.Column("tot", sa.Date(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("wie", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitstel")),
        sa.UniqueConstraint("sleutel", name=op.f("uq_uitstel_sleutel")),
    )


def _weergave() -> None:
    op.create_table(
        "weergave",
        sa.Column("gebruiker", sa.String(length=100), nullable=False),
        sa.Column("pagina", sa.String(length=40), nullable=False),
        sa.Column("naam", sa.String(length=100), nullable=False),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weergave")),
        sa.UniqueConstraint("uid", name=op.f("uq_weergave_uid")),
    )
    op.create_index(op.f("ix_weergave_gebruiker"), "weergave", ["gebruiker"], unique=False)


def _zoekdocument() -> None:
    op.create_table(
        "zoekdocument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("bron_id", sa.Integer(), nullable=False),
        sa.Column("casus_id", sa.Integer(), nullable=True),
        sa.Column("vtb_id", sa.Integer(), nullable=True),
        sa.Column("zitting_id", sa.Integer(), nullable=True),
        sa.Column("titel", sa.String(length=400), nullable=False),
        sa.Column("datum", sa.Date(), nullable=True),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zoekdocument")),
    )
    op.create_index("ix_zoekdocument_bron", "zoekdocument", ["soort", "bron_id"], unique=True)
    op.create_index(op.f("ix_zoekdocument_casus_id"), "zoekdocument", ["casus_id"], unique=False)
    op.create_index(op.f("ix_zoekdocument_vtb_id"), "zoekdocument", ["vtb_id"], unique=False)
    op.create_index(op.f("ix_zoekdocument_zitting_id"), "zoekdocument", ["zitting_id"], unique=False)


def _gezinslid() -> None:
    op.create_table(
        "gezinslid",
        sa.Column("gezin_id", sa.Integer(), nullable=False),
        sa.Column("voornaam", sa.String(length=200), nullable=False),
        sa.Column("tussenvoegsel", sa.String(length=50), nullable=False),
        sa.Column("achternaam", sa.String(length=200), nullable=False),
        sa.Column("geslacht", sa.String(length=1), nullable=False),
        sa.Column("geboortedatum", sa.Date(), nullable=True),
        sa.Column("geboortejaar", sa.String(length=7), nullable=False),
        sa.Column("overleden", sa.Boolean(), nullable=False),
        sa.Column("instelling", sa.String(length=200), nullable=False),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["gezin_id"], ["gezin.id"], name=op.f("fk_gezinslid_gezin_id_gezin")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gezinslid")),
        sa.UniqueConstraint("uid", name=op.f("uq_gezinslid_uid")),
    )
    op.create_index(op.f("ix_gezinslid_gezin_id"), "gezinslid", ["gezin_id"], unique=False)


def _gezinsrelatie() -> None:
    op.create_table(
        "gezinsrelatie",
        sa.Column("gezinslid_id", sa.Integer(), nullable=False),
        sa.Column("jeugdige_id", sa.Integer(), nullable=False),
        sa.Column("rol", sa.String(length=10), nullable=False),
        sa.Column("gezag", sa.String(length=10), nullable=False),
        sa.Column("woont_samen", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["gezinslid_id"], ["gezinslid.id"], name=op.f("fk_gezinsrelatie_gezinslid_id_gezinslid"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["jeugdige_id"], ["jeugdige.id"], name=op.f("fk_gezinsrelatie_jeugdige_id_jeugdige")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gezinsrelatie")),
        sa.UniqueConstraint(
            "gezinslid_id", "jeugdige_id", "rol", name=op.f("uq_gezinsrelatie_gezinslid_id_jeugdige_id_rol")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_gezinsrelatie_uid")),
    )
    op.create_index(op.f("ix_gezinsrelatie_gezinslid_id"), "gezinsrelatie", ["gezinslid_id"], unique=False)
    op.create_index(op.f("ix_gezinsrelatie_jeugdige_id"), "gezinsrelatie", ["jeugdige_id"], unique=False)


def _partnerschap() -> None:
    op.create_table(
        "partnerschap",
        sa.Column("een_id", sa.Integer(), nullable=False),
        sa.Column("ander_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["ander_id"], ["gezinslid.id"], name=op.f("fk_partnerschap_ander_id_gezinslid"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["een_id"], ["gezinslid.id"], name=op.f("fk_partnerschap_een_id_gezinslid"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerschap")),
        sa.UniqueConstraint("een_id", "ander_id", name=op.f("uq_partnerschap_een_id_ander_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_partnerschap_uid")),
    )
    op.create_index(op.f("ix_partnerschap_ander_id"), "partnerschap", ["ander_id"], unique=False)
    op.create_index(op.f("ix_partnerschap_een_id"), "partnerschap", ["een_id"], unique=False)


def _toekomstplan() -> None:
    op.create_table(
        "toekomstplan",
        sa.Column("jeugdige_id", sa.Integer(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("leefdomeinen", sa.JSON(), nullable=False),
        sa.Column("eigenaar", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["jeugdige_id"], ["jeugdige.id"], name=op.f("fk_toekomstplan_jeugdige_id_jeugdige")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toekomstplan")),
        sa.UniqueConstraint("jeugdige_id", name=op.f("uq_toekomstplan_jeugdige_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_toekomstplan_uid")),
    )


def _bijlage() -> None:
    op.create_table(
        "bijlage",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("naam", sa.String(length=200), nullable=False),
        sa.Column("soort", sa.String(length=100), nullable=False),
        sa.Column("grootte", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("toegevoegd_op", sa.Date(), nullable=False),
        sa.Column("toegevoegd_door", sa.String(length=100), nullable=False),
        sa.Column("toelichting", sa.Text(), nullable=False),
        sa.Column("weggegooid_op", sa.Date(), nullable=True),
        sa.Column("inhoud", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_bijlage_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bijlage")),
        sa.UniqueConstraint("uid", name=op.f("uq_bijlage_uid")),
    )
    op.create_index(op.f("ix_bijlage_casus_id"), "bijlage", ["casus_id"], unique=False)


def _samenvoeging() -> None:
    op.create_table(
        "samenvoeging",
        sa.Column("blijft_id", sa.Integer(), nullable=False),
        sa.Column("gaat_op_id", sa.Integer(), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.Column("verplaatst", sa.JSON(), nullable=False),
        sa.Column("gesplitst_op", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["blijft_id"], ["casus.id"], name=op.f("fk_samenvoeging_blijft_id_casus")),
        sa.ForeignKeyConstraint(["gaat_op_id"], ["casus.id"], name=op.f("fk_samenvoeging_gaat_op_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samenvoeging")),
        sa.UniqueConstraint("uid", name=op.f("uq_samenvoeging_uid")),
    )
    op.create_index(op.f("ix_samenvoeging_blijft_id"), "samenvoeging", ["blijft_id"], unique=False)
    op.create_index(op.f("ix_samenvoeging_gaat_op_id"), "samenvoeging", ["gaat_op_id"], unique=False)


def _toestemming() -> None:
    op.create_table(
        "toestemming",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("ontvanger", sa.String(length=200), nullable=False),
        sa.Column("doel", sa.Text(), nullable=False),
        sa.Column("grond", sa.String(length=40), nullable=False),
        sa.Column("afweging", sa.Text(), nullable=False),
        sa.Column("vanaf", sa.Date(), nullable=False),
        sa.Column("tot", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_toestemming_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toestemming")),
        sa.UniqueConstraint("uid", name=op.f("uq_toestemming_uid")),
    )
    op.create_index(op.f("ix_toestemming_casus_id"), "toestemming", ["casus_id"], unique=False)


def _uithuisplaatsing() -> None:
    op.create_table(
        "uithuisplaatsing",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("datum_voornemen", sa.Date(), nullable=False),
        sa.Column("via", sa.String(length=40), nullable=False),
        sa.Column("beoogd_verblijf", sa.String(length=40), nullable=False),
        sa.Column("eigen_gezin", sa.Boolean(), nullable=True),
        sa.Column("eigen_gezin_tekst", sa.Text(), nullable=False),
        sa.Column("netwerk", sa.Boolean(), nullable=True),
        sa.Column("netwerk_tekst", sa.Text(), nullable=False),
        sa.Column("ambulant", sa.Boolean(), nullable=True),
        sa.Column("ambulant_tekst", sa.Text(), nullable=False),
        sa.Column("alternatief_gevonden", sa.Boolean(), nullable=True),
        sa.Column("alternatief", sa.Text(), nullable=False),
        sa.Column("uitkomst", sa.String(length=40), nullable=False),
        sa.Column("uitkomst_op", sa.Date(), nullable=True),
        sa.Column("zorgvorm", sa.String(length=40), nullable=False),
        sa.Column("reden_zorgvorm", sa.Text(), nullable=False),
        sa.Column("thuis_na_3_maanden", sa.Boolean(), nullable=True),
        sa.Column("thuis_na_6_maanden", sa.Boolean(), nullable=True),
        sa.Column("datum_toewijzing", sa.Date(), nullable=True),
        sa.Column("datum_start_zorg", sa.Date(), nullable=True),
        sa.Column("datum_einde_zorg", sa.Date(), nullable=True),
        sa.Column("verwijzer", sa.String(length=10), nullable=False),
        sa.Column("maatregel", sa.Boolean(), nullable=True),
        sa.Column("zorgproducten", sa.JSON(), nullable=False),
        sa.Column("gemeente_herkomst", sa.String(length=4), nullable=False),
        sa.Column("clientkenmerken", sa.Text(), nullable=False),
        sa.Column("gezinssamenstelling", sa.Text(), nullable=False),
        sa.Column("problematiek", sa.Text(), nullable=False),
        sa.Column("type_verblijf", sa.String(length=40), nullable=False),
        sa.Column("type_behandeling", sa.Text(), nullable=False),
        sa.Column("perspectief", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_uithuisplaatsing_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uithuisplaatsing")),
        sa.UniqueConstraint("uid", name=op.f("uq_uithuisplaatsing_uid")),
    )
    op.create_index(op.f("ix_uithuisplaatsing_casus_id"), "uithuisplaatsing", ["casus_id"], unique=False)


def _uitspraak() -> None:
    op.create_table(
        "uitspraak",
        sa.Column("casus_id", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(length=10), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("bron", sa.String(length=200), nullable=False),
        sa.Column("datum", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["casus_id"], ["casus.id"], name=op.f("fk_uitspraak_casus_id_casus")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uitspraak")),
        sa.UniqueConstraint("uid", name=op.f("uq_uitspraak_uid")),
    )
    op.create_index(op.f("ix_uitspraak_casus_id"), "uitspraak", ["casus_id"], unique=False)


def _toestemming_gever() -> None:
    op.create_table(
        "toestemming_gever",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("toestemming_id", sa.Integer(), nullable=False),
        sa.Column("gezinslid_id", sa.Integer(), nullable=True),
        sa.Column("antwoord", sa.String(length=10), nullable=False),
        sa.Column("datum", sa.Date(), nullable=True),
        sa.Column("ingetrokken_op", sa.Date(), nullable=True),
        sa.Column("reden", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gezinslid_id"], ["gezinslid.id"], name=op.f("fk_toestemming_gever_gezinslid_id_gezinslid")
        ),
        sa.ForeignKeyConstraint(
            ["toestemming_id"],
            ["toestemming.id"],
            name=op.f("fk_toestemming_gever_toestemming_id_toestemming"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toestemming_gever")),
    )
    op.create_index(op.f("ix_toestemming_gever_gezinslid_id"), "toestemming_gever", ["gezinslid_id"], unique=False)
    op.create_index(op.f("ix_toestemming_gever_toestemming_id"), "toestemming_gever", ["toestemming_id"], unique=False)


def _actie() -> None:
    op.add_column("actie", sa.Column("toezegging", sa.Boolean(), nullable=False, server_default=sa.false()))


def _audit() -> None:
    op.create_index(
        "ix_audit_vertrokken",
        "audit",
        ["tabel"],
        unique=False,
        sqlite_where=sa.text(
            "soort = 'verwijderd' OR (soort = 'gewijzigd' AND (instr(wijziging, '\"casus_id\":[') > 0 OR "
            "instr(wijziging, '\"gezin_id\":[') > 0 OR instr(wijziging, '\"jeugdige_id\":[') > 0 OR "
            "instr(wijziging, '\"gezinslid_id\":[') > 0 OR instr(wijziging, '\"een_id\":[') > 0 OR "
            "instr(wijziging, '\"ander_id\":[') > 0))"
        ),
    )
    op.create_index("ix_audit_wie", "audit", ["wie"], unique=False)


def _casus() -> None:
    op.add_column("casus", sa.Column("stem_niet_gelukt", sa.Text(), nullable=False, server_default=""))
    op.add_column("casus", sa.Column("casusregisseur", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("casus", sa.Column("verklarende_analyse", sa.String(length=20), nullable=False, server_default=""))
    op.add_column("casus", sa.Column("verblijfplaats", sa.String(length=200), nullable=False, server_default=""))
    op.add_column(
        "casus", sa.Column("kader", sa.String(length=20), nullable=False, server_default=sa.text("'vrijwillig'"))
    )
    op.execute(
        "ALTER TABLE casus ADD COLUMN samengevoegd_met INTEGER "
        "CONSTRAINT fk_casus_samengevoegd_met_casus REFERENCES casus(id)"
    )
    op.create_index(op.f("ix_casus_samengevoegd_met"), "casus", ["samengevoegd_met"], unique=False)


def _casus_overzicht() -> None:
    op.drop_index("ix_casus_overzicht_aangemeld", table_name="casus_overzicht")
    op.drop_index("ix_casus_overzicht_naam_sleutel", table_name="casus_overzicht")
    op.drop_index(op.f("ix_casus_overzicht_nummer"), table_name="casus_overzicht")
    op.create_index(
        "ix_casus_overzicht_op_aangemeld",
        "casus_overzicht",
        ["aangemeld", "casus_id", "status", "stap", "gemeente"],
        unique=False,
    )
    op.create_index(
        "ix_casus_overzicht_op_geboortedatum",
        "casus_overzicht",
        ["geboortedatum", "casus_id", "status", "stap", "gemeente"],
        unique=False,
    )
    op.create_index(
        "ix_casus_overzicht_op_gemeente", "casus_overzicht", ["gemeente", "casus_id", "status", "stap"], unique=False
    )
    op.create_index(
        "ix_casus_overzicht_op_naam_sleutel",
        "casus_overzicht",
        ["naam_sleutel", "casus_id", "status", "stap", "gemeente"],
        unique=False,
    )
    op.create_index(
        "ix_casus_overzicht_op_nummer",
        "casus_overzicht",
        ["nummer", "casus_id", "status", "stap", "gemeente"],
        unique=False,
    )
    op.create_index(
        "ix_casus_overzicht_op_stap_sinds",
        "casus_overzicht",
        ["stap_sinds", "casus_id", "status", "stap", "gemeente"],
        unique=False,
    )
    op.create_index(
        "ix_casus_overzicht_op_zorgvorm",
        "casus_overzicht",
        ["zorgvorm", "casus_id", "status", "stap", "gemeente"],
        unique=False,
    )


def _jeugdige() -> None:
    op.add_column("jeugdige", sa.Column("geslacht", sa.String(length=1), nullable=False, server_default=""))
    op.add_column("jeugdige", sa.Column("geboortejaar", sa.String(length=7), nullable=False, server_default=""))
    op.add_column("casus_overzicht", sa.Column("geboortejaar", sa.String(length=7), nullable=False, server_default=""))
    op.add_column("jeugdige", sa.Column("wilsonbekwaam_op", sa.Date(), nullable=True))
    op.add_column("jeugdige", sa.Column("wilsonbekwaam_door", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("jeugdige", sa.Column("wilsonbekwaam_tot", sa.Date(), nullable=True))


def _stap() -> None:
    op.add_column("stap", sa.Column("rollen", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    # ### end Alembic commands ###


def _zoeksleutels() -> None:
    op.drop_index("ix_casus_overzicht_status_stap", table_name="casus_overzicht")
    op.create_index(
        "ix_casus_overzicht_bord",
        "casus_overzicht",
        ["status", "stap", "stap_sinds", "casus_id", "gemeente"],
        unique=False,
    )
    op.create_index(op.f("ix_jeugdige_geboortedatum"), "jeugdige", ["geboortedatum"], unique=False)
    op.create_index(op.f("ix_zoekregel_aanbieder"), "zoekregel", ["aanbieder"], unique=False)


def upgrade() -> None:
    _klok()
    _ongedaan()
    _sluitingsdag()
    _uitstel()
    _weergave()
    _zoekdocument()
    _gezinslid()
    _gezinsrelatie()
    _partnerschap()
    _toekomstplan()
    _bijlage()
    _samenvoeging()
    _toestemming()
    _uithuisplaatsing()
    _uitspraak()
    _toestemming_gever()
    _actie()
    _audit()
    _casus()
    _casus_overzicht()
    _jeugdige()
    _stap()
    _zoeksleutels()
    for statement in _SEARCH:
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("an older program opens a back-up; tables never go back")
