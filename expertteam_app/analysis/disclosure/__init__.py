"""Disclosure control: what leaves the kluis cannot be traced back to one jeugdige (PRIVACY sections 0 and 3).

The steps, each in a module of its own: ``spec`` says what is counted and by which rules; ``tabulate`` counts persons;
``primary`` says which cells may not be printed by themselves; ``grover`` makes tables coarser that would be mostly
hidden; ``oplossen`` chooses which further cells must be hidden, over all tables at once; ``protect`` is the only door
out and gives a `ProtectedReport`, a type that has no place for a true value; ``audit`` reads the written files back and
attacks them; ``veilig`` ties these together and fails closed; ``uitleg`` says why. ``stelsel`` is the coat around the
solver.

Nothing here knows casussen, files on disk or screens: it can be used apart.
"""
