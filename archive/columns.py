"""What every table is made of: one register of tables, and the columns that all have.

Apart from `tables.py`, so that its rooms can share them without importing each other.
"""

from sqlalchemy import BigInteger, Column, MetaData, String

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def time_column(name: str, *, nullable: bool = True) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable)


def commune_column(*, primary_key: bool = False) -> Column[str]:
    return Column("commune", String, nullable=False, primary_key=primary_key)
