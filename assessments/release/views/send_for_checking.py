from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

from django.http import StreamingHttpResponse
from django.template.loader import render_to_string

from assessments.release.actions.publishing import send_step_by_step
from assessments.release.checking import Step
from assessments.release.forms import SendForCheckingForm
from assessments.release.knowing import open_in, suggested_in
from assessments.release.models import Candidate
from assessments.release.permissions import check_send_for_checking
from assessments.release.prompting import row_prompts
from assessments.release.readiness import outstanding
from assessments.release.views.pages import ReleasePage
from cia.authorisation import Denied, verdict
from cia.clock import local
from cia.ui.pages import FormPage

_IS_WRITTEN_HERE = "<!-- written as it happens -->"


class SendForCheckingView(ReleasePage, FormPage):
    """Asks once more; then shows each step of the gate as it ends, and what came of it.

    The page of the steps is sent while they are made. What may not be sent at all comes back beside the form.
    """

    form_class = SendForCheckingForm
    heading = "Send for checking"
    template_name = "release/send_for_checking.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "release": self.release,
            "may_send": verdict(check_send_for_checking, self.user, self.release, at=self.at),
            "marks": len(self.standing_marks),
            "extent": self.extent,
            "suggestions": self._open_suggestions(),
            "rows_unread": self._rows_unread(),
            "outstanding": outstanding(self.release, on=local(self.at).date()),
        }

    def _open_suggestions(self) -> int:
        """How many suggestions nobody decided on; they stop nothing, and are said."""
        found = suggested_in(self.release, self.content)
        return len(open_in(self.release, self.content, found, self.standing_marks))

    def _rows_unread(self) -> int:
        """In how many rows nobody decided on what stands beside a mark; they stop nothing, and are said."""
        return sum(each.read is None for each in row_prompts(self.release, content=self.content))

    def form_valid(self, form: SendForCheckingForm) -> StreamingHttpResponse:
        steps = send_step_by_step(release=self.release, by=self.user)
        context = super().get_context_data(form=None) | {"heading": "The file is made and read"}
        page = render_to_string("release/gate_steps.html", context, self.request)
        # A web server in front that collects a page before it passes it on would show nothing until the end.
        return StreamingHttpResponse(self._written(page, steps), headers={"X-Accel-Buffering": "no"})

    def _written(self, page: str, steps: Generator[Step, None, Candidate]) -> Iterator[str]:
        """The page, piece by piece. Whatever happens, what came of it is written last."""
        before, between, after = page.split(_IS_WRITTEN_HERE)
        yield before
        try:
            with closing(steps):
                for step in steps:
                    yield render_to_string("release/parts/gate_step.html", {"step": step})
        except Denied as denied:
            yield between + self._outcome(reasons=denied.sentences) + after
        except Exception:
            yield between + self._outcome(is_unknown=True) + after
            raise
        else:
            yield between + self._outcome() + after

    def _outcome(self, **said: Any) -> str:
        return render_to_string("release/parts/gate_outcome.html", {"release": self.release} | said)
