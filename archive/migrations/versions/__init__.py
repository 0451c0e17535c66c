"""One file per step of the schema. Triggers stand here alone: Alembic does not compare them."""
