"""Moments and days in words, as every page says them. Pure: now comes in as an argument."""

from datetime import date, datetime, timedelta

from cia.clock import local


def moment_in_words(at: datetime) -> str:
    """0800hrs 11/02/2026"""
    return f"{local(at):%H%Mhrs %d/%m/%Y}"


def day_in_words(on: date) -> str:
    """Wednesday 11/02/2026"""
    return f"{on:%A %d/%m/%Y}"


def how_far_off(at: datetime, *, now: datetime) -> str:
    """The day's name and how far off it is: "Wednesday, tomorrow, in 13 hours"."""
    words = [f"{local(at):%A}", _day_from_here(local(at).date(), local(now).date()), _distance(at - now)]
    return ", ".join(word for word in words if word)


def _day_from_here(day: date, today: date) -> str:
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days, "")


def _distance(gap: timedelta) -> str:
    minutes = round(abs(gap).total_seconds() / 60)
    if minutes == 0:
        return "now"
    if minutes < 90:
        amount = _counted(minutes, "minute")
    elif minutes < 48 * 60:
        amount = _counted(round(minutes / 60), "hour")
    else:
        amount = _counted(round(minutes / (24 * 60)), "day")
    return f"in {amount}" if gap > timedelta(0) else f"{amount} ago"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
