"""Ways into the rooms' own pages lead somewhere, and hang where they say."""

from __future__ import annotations

import pytest
from django.urls import reverse

from onewindow.kernel.faces.context import ways
from onewindow.kernel.handbook.roles import ROLES
from onewindow.kernel.people.actor import NOBODY, Actor, Held
from onewindow.site.modules import MODULES

WAYS = [way for module in MODULES for way in module.menu]
FACES = {"hall", "desk", "board", "console"}


@pytest.mark.parametrize("way", WAYS, ids=lambda one: one.address)
def test_every_way_leads_somewhere_and_names_known_roles(way):
    assert reverse(way.address).startswith("/")
    assert way.face in FACES
    assert set(way.roles) <= {role.code for role in ROLES}


def test_a_way_for_one_role_is_shown_to_nobody_else():
    clerk = Actor(7, "staff", "王敏", held=(Held("clerk", 1, "0001."),))
    for way in ways(clerk, "desk"):
        assert not way.roles or "clerk" in way.roles
    assert all(not way.roles for way in ways(NOBODY, "desk"))


def test_parameters_of_a_room_can_be_set_like_those_of_a_matter():
    for module in MODULES:
        codes = [one.code for one in module.parameters]
        assert len(codes) == len(set(codes))
        assert all(one.fault(one.default) is None for one in module.parameters)
