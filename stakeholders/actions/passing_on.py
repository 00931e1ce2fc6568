"""Passing a promise on to another officer."""

from __future__ import annotations

from cia import clock
from cia.accounts.models import Unit, User
from cia.audit.trail import audited, record
from cia.authorisation import Denied
from cia.notices.outbox import tell
from stakeholders import permissions
from stakeholders.models import Commitment, KeeperChange


@audited
def pass_promise_on(*, commitment: Commitment, to: User, by: User) -> KeeperChange:
    """Make another officer of the unit keep a promise. Who kept it until now stays written down."""
    moment = clock.now()
    Unit.objects.select_for_update().get(pk=commitment.unit_id)
    commitment = Commitment.objects.get(pk=commitment.pk)
    permissions.check_pass_promise_on(by, commitment, at=moment)
    permissions.check_keep(to, commitment.unit, at=moment)
    keeper = commitment.keeper
    if to == keeper:
        raise Denied(f"{to} keeps this promise already.")

    passed = commitment.keeper_changes.create(passed_from=keeper, passed_to=to, passed_at=moment, passed_by=by)

    sentence = f"Commitment {commitment.pk}: passed on to another officer"
    record(
        "commitment.passed_on",
        by=by,
        about=commitment,
        sentence=sentence,
        passed_from=keeper.pk,
        passed_to=to.pk,
    )
    if to != by:
        tell([to], sentence="You were given a promise to keep", link=commitment.get_absolute_url())
    if keeper != by:
        tell([keeper], sentence="A promise of yours is now another officer's to keep", link="/promises/")
    return passed
