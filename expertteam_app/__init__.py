"""Expertteam: an encrypted case register for the Regionaal Expertteam and the Jeugdbeschermingstafel."""

__version__ = "0.5.0"
