"""One module of tables per noun; importing this package registers them all."""
