"""Moments and days in words, as every page says them. Pure: now comes in as an argument."""

from datetime import date, datetime, timedelta

from cia.clock import local
from cia.ui.typed_times import came_twice


def moment_in_words(at: datetime) -> str:
    """0800hrs 11/02/2026; in the hour that the clocks show twice with its zone, 0130hrs 25/10/2026 BST."""
    zone = f" {local(at):%Z}" if came_twice(at) else ""
    return f"{local(at):%H%Mhrs %d/%m/%Y}{zone}"


def day_in_words(on: date) -> str:
    """Wednesday 11/02/2026"""
    return f"{on:%A %d/%m/%Y}"


def how_far_off(at: datetime, *, now: datetime) -> str:
    """The day's name and how far off it is: "Wednesday, tomorrow, in 13 hours"."""
    words = [f"{local(at):%A}", _day_from_here(local(at).date(), local(now).date()), how_long(at, now=now)]
    return ", ".join(word for word in words if word)


def _day_from_here(day: date, today: date) -> str:
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days, "")


def how_long(at: datetime, *, now: datetime) -> str:
    """How far off a moment is, and no more: "in 13 hours", "2 hours ago"; from two days on by the calendar."""
    gap = at - now
    minutes = round(abs(gap).total_seconds() / 60)
    if minutes == 0:
        return "now"
    if minutes < 90:
        amount = _counted(minutes, "minute")
    elif minutes < 48 * 60:
        amount = _counted(round(minutes / 60), "hour")
    else:
        amount = _counted(abs((local(at).date() - local(now).date()).days), "day")
    return f"in {amount}" if gap > timedelta(0) else f"{amount} ago"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
