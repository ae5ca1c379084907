"""The rules about persons: kinds, identifiers, codes by phone, merging and deletion."""

KINDS = {"natural": "个人", "enterprise": "企业或组织"}
ASKED = {"correct": "更正", "erase": "删除"}
