"""Reading and writing of one noun per module: sessions in, frozen dataclasses out."""
