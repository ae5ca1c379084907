"""Which call a request came from."""

from django.db import models

from sunhall.hotline.rules import CALL_USES


class RequestCall(models.Model):
    """A call 来电 during which a request was registered, supplemented or urged."""

    request = models.ForeignKey(
        "hotline.Request", on_delete=models.PROTECT, related_name="request_calls"
    )
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=10, choices=list(CALL_USES.items()))
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "call", "use"], name="request_call_once")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.call_id} {self.use}"
