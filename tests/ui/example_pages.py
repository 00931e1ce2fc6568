"""The site with three pages more, for the tests of the page bases: a note to write, a closed door, an open one."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.generic import TemplateView

from cia import urls
from cia.authorisation import Conflict, Denied
from cia.ui.forms import GovukForm, LineField, LongTextField
from cia.ui.pages import FormPage, PlainPage, PublicPage

handler400 = urls.handler400

saved: list[dict[str, str]] = []


class NoteForm(GovukForm):
    submit_text = "Save"

    title = LineField(label="Title", required=False)
    text = LongTextField(label="What happened", error_messages={"required": "Enter what happened"})
    revision = LineField(label="Revision", required=False)


class NoteView(FormPage):
    form_class = NoteForm
    heading = "Write a note"
    marking = "Official-sensitive"
    unredacted = True

    def form_valid(self, form: NoteForm) -> HttpResponse:
        if form.cleaned_data["text"] == "denied":
            raise Denied("You wrote this, so someone else must sign it off.")
        if form.cleaned_data["text"] == "conflict":
            raise Conflict("Somebody else changed this first.")
        saved.append(form.cleaned_data)
        return redirect("/note/")


class ClosedView(PlainPage):
    template_name = "layouts/base.html"
    heading = "Closed"

    def get_context_data(self, **kwargs):
        raise Denied("Only an administrator may see this.")


class OpenView(PublicPage, TemplateView):
    template_name = "layouts/public.html"
    heading = "For everybody"


urlpatterns = [
    path("note/", NoteView.as_view(), name="note"),
    path("closed/", ClosedView.as_view()),
    path("open/", OpenView.as_view()),
    *urls.urlpatterns,
]
