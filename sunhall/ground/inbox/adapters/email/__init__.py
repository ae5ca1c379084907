"""Public mailboxes 公开信箱 of the leaders over IMAP (H1).

Each box is a line of SUNHALL_MAILBOXES:

    imaps://user:password@host/?code=mayor&name=县长信箱&owner=rx-desk&address=mayor@example.cn

`code` names it for us and never changes, `owner` is the post that answers first, `address` is what
people write to (the user when left out), `since=2026-11-01` takes earlier letters in as well (else
only those that come after the first look), `folder=` another folder than INBOX, `ca=` a file with
the authority of the server's certificate. `imap://…?starttls=1` begins without TLS and goes on with
it; without either only a server on this machine is spoken to.

The mailbox is read, never written: nothing is deleted, moved or marked, so whoever looks into it by
hand disturbs nothing. How far it was read is ours to remember: the server's number of the last
letter, and under which count of numbers (UIDVALIDITY). When a server counts anew everything is
looked through again, and what is here already is known by its digest.
"""
