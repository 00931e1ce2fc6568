"""One row of every kind, as Operation Lantern has it."""

from datetime import UTC, datetime

from assessments.actions.rows import add_row

# The order in which rows are added: what others belong to comes first.
ANSWERS = {
    "subject": {
        "trigger": "A deployment is planned after **nine robberies** in the High Street.",
        "commissioned_by": "Supt Priya Raman",
        "reach": "individual",
        "parent": "Live facial recognition in Wessex Vale",
    },
    "deployment": {
        "name": "Operation Lantern",
        "tactic": "Live facial recognition",
        "objectives": "- Find wanted people\n- Keep the street open",
        "gold": "ACC Morag Tully",
        "silver": "Supt Priya Raman",
        "bronze": "PS Dana Okafor",
    },
    "session": {
        "deployment": 1,
        "begins_at": datetime(2026, 3, 13, 10, tzinfo=UTC),
        "begins_as_typed": "1000hrs 13/03/2026",
        "ends_at": datetime(2026, 3, 13, 18, tzinfo=UTC),
        "ends_as_typed": "6pm 13/03/2026",
    },
    "place": {
        "deployment": 1,
        "place": "High Street, outside the library",
        "begins_at": datetime(2026, 3, 13, 10, tzinfo=UTC),
        "begins_as_typed": "",
    },
    "authority": {
        "deployment": 1,
        "reference": "WVP/LFR/0312",
        "given_by": "Priya Raman",
        "rank": "Supt",
        "form": "oral",
        "begins_at": datetime(2026, 3, 13, 9, tzinfo=UTC),
        "begins_as_typed": "0900hrs 13/03/2026",
    },
    "facial_recognition": {
        "watchlist": "People wanted on warrant, and missing children",
        "watchlist_size": "about 2,400",
        "watchlist_approved_by": "DCI Owen Hale",
        "threshold": "0.64",
        "signage": "At each approach, 40 metres ahead",
        "publicity": "Two days before, on the force's page",
        "sensitive_places": "St Brannock's Church; the youth advice centre",
    },
    "source": {
        "heading": "Harrowmere residents' panel",
        "introduction": "A survey by post and on line.",
        "closing": "The panel asks for a second survey afterwards.",
        "placement": "before_the_axes",
    },
    "finding": {
        "source": 1,
        "text": "Most found the use acceptable, some did not.",
        "figures": "58 %: acceptable\n30 %: not acceptable\nabout one third: would stay away",
        "stance": "for",
        "dated": "October 2025",
        "sample": "1,204 adults, at random",
        "link": "https://panel.example/2025",
    },
    "document": {
        "title": "Legal mandate",
        "edition": "2.1",
        "owner": "Force solicitor",
        "held": "held_by",
        "place": "Legal services",
    },
    "check": {
        "what": "Media interest",
        "result": "One local paper has asked. No significant concern.",
        "checked_at": datetime(2026, 3, 12, 14, 30, tzinfo=UTC),
        "checked_as_typed": "1430 12 March 2026",
        "checker": "PC Lee Marsh",
    },
    "risk": {
        "text": "Young people may feel watched.",
        "category": "trust",
        "likelihood": "low or insignificant",
        "impact": "serious for the few it touches",
        "mitigation": "Youth workers beside the van",
        "owner": "PS Dana Okafor",
        "residual": "insignificant",
    },
    "intervention": {"text": "Stop for the day if a crowd gathers.", "risk": 1, "owner": "Bronze"},
}


def add(version, kind, *, by, **changes):
    return add_row(version=version, kind=kind, answers=ANSWERS[kind] | changes, by=by)


def add_every(version, *, by):
    """One row of each kind."""
    return {kind: add(version, kind, by=by) for kind in ANSWERS}
