"""Which chapters this city has installed.  `make room NAME=…` adds a line here and in wiring."""

from onewindow.kernel.handbook import Module

MODULES: tuple[Module, ...] = ()
