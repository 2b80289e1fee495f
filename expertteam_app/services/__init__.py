"""Use cases: one class per noun, one method per thing a user does. Rights, transaction and audit are settled here."""
