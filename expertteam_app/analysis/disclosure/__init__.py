"""Disclosure control: what leaves the kluis cannot be traced back to one jeugdige (PRIVACY sections 0 and 3).

``spec`` says what is counted, ``tabulate`` counts persons, ``deduce`` bounds what a reader can work out, ``protect``
is the only door out: it gives a `ProtectedReport`, a type that has no place for a true value.
"""
