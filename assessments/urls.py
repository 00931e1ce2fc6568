"""The pages of the work, in the order that a person meets them."""

from django.urls import include, path

from assessments.views.add_row import AddRowView
from assessments.views.assessment import AssessmentView
from assessments.views.assessments import AssessmentsView
from assessments.views.check_answers import CheckAnswersView
from assessments.views.contact import ContactsView, LinkContactView, LogContactForView
from assessments.views.correct_entry import CorrectEntryView
from assessments.views.cover import CoverView
from assessments.views.decide import CutAfreshView, DecideView
from assessments.views.decide_risk import DecideRiskView
from assessments.views.document import DocumentPdfView, DocumentView
from assessments.views.end import CancelView, CloseView
from assessments.views.hand_over import HandOverView
from assessments.views.link_contact_to import LinkContactToView
from assessments.views.log import LogView
from assessments.views.log_entry import LogEntryView
from assessments.views.next_version import NextVersionView
from assessments.views.people import PeopleView
from assessments.views.place_below import PlaceBelowView
from assessments.views.points import AnswerPointView
from assessments.views.rating import RatingView
from assessments.views.reassess import ReassessView
from assessments.views.reassessment_plan import ReassessmentPlanView
from assessments.views.remove_row import RemoveRowView
from assessments.views.row import RowView
from assessments.views.rows import RowsView
from assessments.views.section import SectionView
from assessments.views.sensitive import EndSensitiveFlagView, FlagSensitiveView
from assessments.views.start import StartView
from assessments.views.take_off import TakeOffView
from assessments.views.version import VersionView
from assessments.views.withdraw import WithdrawView

_version = [
    path("", VersionView.as_view(), name="version"),
    path("cover/", CoverView.as_view(), name="cover"),
    path("sections/<str:key>/", SectionView.as_view(), name="section"),
    path("ratings/<str:axis>/", RatingView.as_view(), name="rating"),
    path("reassessment-plan/", ReassessmentPlanView.as_view(), name="reassessment-plan"),
    path("rows/<str:kind>/", RowsView.as_view(), name="rows"),
    path("rows/<str:kind>/add/", AddRowView.as_view(), name="add-row"),
    path("rows/<str:kind>/<int:row>/", RowView.as_view(), name="row"),
    path("rows/<str:kind>/<int:row>/remove/", RemoveRowView.as_view(), name="remove-row"),
    path("check-answers/", CheckAnswersView.as_view(), name="check-answers"),
    path("points/<int:point>/", AnswerPointView.as_view(), name="answer-point"),
    path("document/", DocumentView.as_view(), name="document"),
    path("document.pdf", DocumentPdfView.as_view(), name="document-pdf"),
    path("decide/", DecideView.as_view(), name="decide"),
    path("decide/cut-afresh/", CutAfreshView.as_view(), name="cut-afresh"),
    path("decide/risks/<int:risk>/", DecideRiskView.as_view(), name="decide-risk"),
    path("withdraw/", WithdrawView.as_view(), name="withdraw"),
    path("cancel/", CancelView.as_view(), name="cancel"),
    path("close/", CloseView.as_view(), name="close"),
]

urlpatterns = [
    path("", AssessmentsView.as_view(), name="assessments"),
    path("start/", StartView.as_view(), name="start"),
    path("link-contact-to/<int:number>/", LinkContactToView.as_view(), name="link-contact-to"),
    path("<str:reference>/", AssessmentView.as_view(), name="assessment"),
    path("<str:reference>/overarching/", PlaceBelowView.as_view(), name="place-below"),
    path("<str:reference>/people/", PeopleView.as_view(), name="people"),
    path("<str:reference>/people/hand-over/", HandOverView.as_view(), name="hand-over"),
    path("<str:reference>/people/<int:named>/take-off/", TakeOffView.as_view(), name="take-off"),
    path("<str:reference>/contacts/", ContactsView.as_view(), name="assessment-contacts"),
    path("<str:reference>/contacts/log/", LogContactForView.as_view(), name="log-contact-for"),
    path("<str:reference>/contacts/link/", LinkContactView.as_view(), name="link-contact"),
    path("<str:reference>/sensitive/<str:part>/", FlagSensitiveView.as_view(), name="flag-sensitive"),
    path("<str:reference>/sensitive/flags/<int:flag>/end/", EndSensitiveFlagView.as_view(), name="end-sensitive-flag"),
    path("<str:reference>/log/", LogView.as_view(), name="log"),
    path("<str:reference>/log/add/", LogEntryView.as_view(), name="log-entry"),
    path("<str:reference>/log/<int:entry>/correct/", CorrectEntryView.as_view(), name="correct-entry"),
    path("<str:reference>/reassess/", ReassessView.as_view(), name="reassess"),
    path("<str:reference>/next-version/", NextVersionView.as_view(), name="next-version"),
    path("<str:reference>/versions/<int:number>/", include(_version)),
]
