"""Inbox: everything that comes in from outside, kept once, whole, and owed to the house (H1, K7).

Words: item 来件, channel 来件渠道, account 信箱或号码, hold 待人工, refuse 不予登记, release 交办.
The counterpart of the outbox. It knows no business word: what an item *becomes* is said by the
reactions wired to `MessageArrived`.

How an adapter is written, in one package of `adapters/` and, when it is pushed to, one door in
`sunhall/api`:

1. `ADAPTER = Adapter(code, words, needs, hint, accounts, probe, poll)`, listed in `channels.py`.
   `needs` names the settings, `accounts()` what is configured now (empty: the channel is off),
   `probe(account)` asks the other side whether it is well and raises `Unwell` in words a clerk
   understands. `poll` is None for a channel that is pushed to. What would stop the start is a
   generator of its own, listed in `checks.py`: it runs before there are models and imports none.
2. Read what came into an `Arrived`. Reading never raises on what strangers send: what cannot be
   read is still an `Arrived` with its `raw` and the notice `unreadable`. `external_id` is the other
   side's own id, or a digest of the bytes: the same id is one item, however often it comes.
3. `take_in(channel, arrived)` keeps it and gives the row. When it returns, item, original and
   `MessageArrived` are committed: now a provider may be told "taken", a pointer may move on. When
   it raises, nothing was taken and the other side must try again: answer 5xx, move nothing.
4. Around every contact, `source.heard(…)` or `source.failed(…)`: they are the health light.

A door checks signature and age before it reads; a wrong one is answered 401 or 403 and kept
nowhere. A repetition is answered as the first was. The door answers within the provider's
patience: what the house does with an item happens in the worker. A channel that talks back in the
same answer (WeChat) asks a `Talker` wired in `sunhall/wiring.py` (`talks.wire`): it gets the
sender, the words and the state of the talk, and gives the reply and the next state, before the
item is kept. It never writes business rows: a talk that ends gives the words to be taken in, and
that `Arrived` goes the way of all others. Later answers go out through the outbox.

`notice` says why no machine may answer an item: `auto`, `bounce` and `own` are refused with the
reason kept, `bulk`, `large`, `flood` and `unreadable` are held for a person. Nothing is deleted.
"""
