"""What people read on paper. Pure: frozen data in, bytes out."""
