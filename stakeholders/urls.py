"""The pages of the directory, of contacts and of promises."""

from django.urls import path

from stakeholders.views.contact import ContactView
from stakeholders.views.correct_contact import CorrectContactView
from stakeholders.views.correct_promise import CorrectPromiseView
from stakeholders.views.end_concern import EndConcernView
from stakeholders.views.find import FindStakeholdersView
from stakeholders.views.log_contact import LogContactView
from stakeholders.views.merge import MergeView
from stakeholders.views.pass_promise_on import PassPromiseOnView
from stakeholders.views.promise import PromiseView
from stakeholders.views.promises import PromisesView
from stakeholders.views.stakeholder import StakeholderView
from stakeholders.views.stakeholders import StakeholdersView
from stakeholders.views.writing_entries import AddStakeholderView, ChangeStakeholderView

urlpatterns = [
    path("stakeholders/", StakeholdersView.as_view(), name="stakeholders"),
    path("stakeholders/add/", AddStakeholderView.as_view(), name="add-stakeholder"),
    path("stakeholders/find/", FindStakeholdersView.as_view(), name="find-stakeholders"),
    path("stakeholders/<int:number>/", StakeholderView.as_view(), name="stakeholder"),
    path("stakeholders/<int:number>/change/", ChangeStakeholderView.as_view(), name="change-stakeholder"),
    path("stakeholders/<int:number>/merge/", MergeView.as_view(), name="merge-stakeholder"),
    path("contacts/log/", LogContactView.as_view(), name="log-contact"),
    path("contacts/<int:number>/", ContactView.as_view(), name="contact"),
    path("contacts/<int:number>/correct/", CorrectContactView.as_view(), name="correct-contact"),
    path("concerns/<int:number>/end/", EndConcernView.as_view(), name="end-concern"),
    path("promises/", PromisesView.as_view(), name="promises"),
    path("promises/<int:number>/", PromiseView.as_view(), name="promise"),
    path("promises/<int:number>/correct/", CorrectPromiseView.as_view(), name="correct-promise"),
    path("promises/<int:number>/pass-on/", PassPromiseOnView.as_view(), name="pass-promise-on"),
]
