"""Changing the directory: the only room that writes."""

from sunhall.directory.actions.account import (
    disable_account,
    enable_account,
    reset_password,
    set_password,
)
from sunhall.directory.actions.api_key import issue_api_key, note_key_used, withdraw_api_key
from sunhall.directory.actions.duty import cancel_duty, put_on_duty, swap_duty
from sunhall.directory.actions.leave import end_leave, grant_leave
from sunhall.directory.actions.organisation import (
    close_organisation,
    close_post,
    open_organisation,
    open_post,
)
from sunhall.directory.actions.post import hold_post, leave_post, note_empty_post
from sunhall.directory.actions.role import grant_role, withdraw_role
from sunhall.directory.actions.second_factor import note_key_counter, reset_second_factor
from sunhall.directory.actions.sign_in import (
    end_own_sign_in,
    end_sign_ins,
    follow_session,
    forget_old_sign_ins,
    note_failed_sign_in,
    note_sign_in,
    note_sign_out,
)
from sunhall.directory.actions.staff import Hired, hire_staff, let_staff_go

__all__ = [
    "Hired",
    "cancel_duty",
    "close_organisation",
    "close_post",
    "disable_account",
    "enable_account",
    "end_leave",
    "end_own_sign_in",
    "end_sign_ins",
    "follow_session",
    "forget_old_sign_ins",
    "grant_leave",
    "grant_role",
    "hire_staff",
    "hold_post",
    "issue_api_key",
    "leave_post",
    "let_staff_go",
    "note_empty_post",
    "note_failed_sign_in",
    "note_key_counter",
    "note_key_used",
    "note_sign_in",
    "note_sign_out",
    "open_organisation",
    "open_post",
    "put_on_duty",
    "reset_password",
    "reset_second_factor",
    "set_password",
    "swap_duty",
    "withdraw_api_key",
    "withdraw_role",
]
