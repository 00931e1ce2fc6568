from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from assessments.release.actions.suggestions import accept_suggestions, dismiss_suggestions, suggest_again
from assessments.release.marked_text import place_label
from assessments.release.models import Exemption, HarmAnswer, Mark
from assessments.release.occurrences import CONTEXT, Stretch
from assessments.release.permissions import check_mark
from assessments.release.suggesting import Alike, Suggestion
from assessments.release.suggestion_forms import SuggestedPlace, SuggestionsForm
from assessments.release.views.harm import AskForHarmView
from assessments.release.views.suggesting import SuggestingPage
from cia.authorisation import Conflict, verdict


class SuggestionsView(SuggestingPage):
    """Suggestions alike, each with what is around it: ticked ones are withheld on grounds chosen once, or dismissed."""

    heading = "Decide on suggestions"
    template_name = "release/suggestions.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("release-marks", self.release.number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "harm" in request.POST:
            return AskForHarmView.as_view()(request, *args, **kwargs)  # type: ignore[return-value]
        if "found" in request.POST:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data())

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        marks = ("Mark what is withheld", reverse("release-marks", args=[self.release.number]))
        return [*super().get_breadcrumbs(), marks]

    @cached_property
    def group(self) -> Alike:
        key = self.request.POST.get("key", "")
        for group in self.groups:
            if key in group.keys:
                return group
        raise Conflict("This suggestion was decided on meanwhile. Look at those that are left.")

    def get_form(self, form_class: Any = None) -> SuggestionsForm:
        posted = self.request.POST if "found" in self.request.POST else None
        form = SuggestionsForm(posted, occurrences=self._places(), initial=self._initial(), **self.ground_kwargs())
        form.helper.form_action = self.request.path
        return form

    def _initial(self) -> dict[str, Any]:
        first = self.group.first
        codes = Exemption.objects.in_force(on=self.ground_kwargs()["on"]).filter(code__in=first.codes)
        return {
            "key": first.key,
            "reason": self._said(first),
            "exemptions": [each.pk for each in codes if each.is_usual],
            "more_exemptions": [each.pk for each in codes if not each.is_usual],
        }

    def _said(self, suggestion: Suggestion) -> str:
        """The answer of whoever was asked about harm there, to be taken into the reasoning."""
        place = {"path": suggestion.path, "start": suggestion.start, "end": suggestion.end}
        answers = HarmAnswer.objects.filter(request__release=self.release, kind=HarmAnswer.Kind.HARM)
        answer = answers.filter(**{f"request__passages__{name}": value for name, value in place.items()}).last()
        return answer.text if answer else ""

    def _places(self) -> Sequence[SuggestedPlace]:
        return [self._place(each) for each in self.group.suggestions]

    def _place(self, each: Suggestion) -> SuggestedPlace:
        field = self.content.fields().get(each.path)
        text, start, end = field.plain_text if field else "", each.start or 0, each.end or 0
        around = ("", "")
        if not each.whole:
            before = ("…" if start > CONTEXT else "") + text[max(start - CONTEXT, 0) : start]
            around = (before, text[end : end + CONTEXT] + ("…" if end + CONTEXT < len(text) else ""))
        name = place_label(self.content, each.path) + (f", the whole {each.whole}" if each.whole else "")
        return SuggestedPlace(each.key, name, Stretch(each.path, start, end, each.quote), *around)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "may_mark": verdict(check_mark, self.user, self.release, at=self.at),
            "group": self.group,
        }

    def form_valid(self, form: SuggestionsForm) -> HttpResponse:
        keys = form.cleaned_data["places"]
        if form.is_dismissal:
            dismiss_suggestions(release=self.release, keys=keys, reason=form.cleaned_data["reason"], by=self.user)
            messages.success(self.request, _counted(len(keys), "dismissed"))
            return self.to_suggestions()
        marks = accept_suggestions(release=self.release, keys=keys, by=self.user, **form.grounds)
        messages.success(self.request, _counted(len(marks), "withheld"))
        return self.to_suggestions()


class DecideSuggestionsView(SuggestingPage):
    """One press on the list: dismiss, withhold on the grounds that fitted such a suggestion before, or bring back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keys = request.POST.getlist("key")
        if "again" in request.POST:
            suggest_again(release=self.release, key=keys[0] if keys else "", by=self.user)
            messages.success(request, "Suggested again")
        elif "as_before" in request.POST:
            before = self._mark_before()
            exemptions = [ground.exemption for ground in before.grounds.select_related("exemption")]
            accept_suggestions(
                release=self.release,
                keys=keys,
                exemptions=exemptions,
                reason=before.reason,
                role=before.role,
                by=self.user,
            )
            messages.success(request, _counted(len(keys), "withheld"))
        else:
            dismiss_suggestions(release=self.release, keys=keys, by=self.user)
            messages.success(request, _counted(len(keys), "dismissed"))
        return self.to_suggestions()

    def _mark_before(self) -> Mark:
        number = self.request.POST.get("as_before", "")
        mark = self.release.marks.filter(pk=number).first() if number.isascii() and number.isdigit() else None
        if mark is None:
            raise Conflict("The mark whose grounds were to be used is not there. Choose the grounds.")
        return mark


def _counted(number: int, done: str) -> str:
    return f"{number} suggestion{'' if number == 1 else 's'} {done}"
