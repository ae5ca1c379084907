"""Outbox: every message that leaves the house, retried and never sent twice (K7).

Words: message 消息, channel 渠道, template 消息模板, dead letter 发送失败. A message is a row
written in the caller's transaction; the worker sends it later with an idempotency key 幂等键.
"""
