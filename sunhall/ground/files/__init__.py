"""Files: what people send in, checked by content, hashed, scanned, streamed to who may see it (K8).

Words: stored file 附件, kind 文件类型, scan 病毒扫描, quarantine 隔离. It knows no domain: a domain
names its owner as plain text such as `matter:R261122-4839207` and guards its own doors.
"""
