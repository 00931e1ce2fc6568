from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from cia.accounts.models.posting import Posting, PostingQuerySet
from cia.accounts.models.unit import Unit
from cia.accounts.roles import Role, roles_with


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person. What they may do comes from where they are posted, never from the person."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    rank = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.rank_and_name

    @property
    def rank_and_name(self) -> str:
        return f"{self.rank} {self.name}".strip()

    def posted(self, *, at: datetime) -> PostingQuerySet:
        """The postings held at a moment; none for somebody whose account is closed."""
        held = Posting.objects.filter(user=self).held(at=at)
        return held if self.is_active else held.none()

    def may(self, permission: str, *, at_unit: Unit | None, at: datetime) -> bool:
        """Whether a posting held at that moment, to that unit or to the whole force, carries the permission.

        Without a unit only a force-wide posting counts.
        """
        of_place = models.Q(unit=None)
        if at_unit is not None:
            of_place |= models.Q(unit=at_unit)
        return self.posted(at=at).filter(of_place, role__in=roles_with(permission)).exists()

    def units_where_may(self, permission: str, *, at: datetime) -> models.QuerySet[Unit]:
        """Every unit at which the person has the permission at that moment."""
        carrying = self.posted(at=at).filter(role__in=roles_with(permission))
        if carrying.filter(unit=None).exists():
            return Unit.objects.all()
        return Unit.objects.filter(postings__in=carrying).distinct()

    def has_role(self, *roles: Role, at: datetime) -> bool:
        return self.posted(at=at).filter(role__in=roles).exists()
