"""Texts of messages, as first laid; a county changes them as versioned templates (K7)."""

MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "report-sent": {"inapp": ("{kind}", "{paper} 已报送，请审阅。")},
}
