"""What is kept about a person is shown to them whole, and wiped."""

from portal.accounts.privacy import erase_person, export_person
from portal.notifications.draining import drain
from portal.notifications.fanning import expand_all
from portal.notifications.models import Attempt, Delivery, Notice
from tests.portal.notifications.conftest import Tell
from tests.portal.notifications.sinks import Sink


def test_lan_gets_what_is_kept_of_her_and_nothing_of_minh(write_to: Tell, sink: Sink) -> None:
    write_to("lan@x.test", "minh@x.test", text="Hello Lan.")
    drain()
    kept = export_person("Lan@x.test")["notifications"]
    assert [row["params"]["text"] for row in kept["notices"]] == ["Hello Lan."]
    assert len(kept["mails"]) == 1


def test_an_erased_person_leaves_no_trace_and_gets_no_mail(write_to: Tell, sink: Sink) -> None:
    sink.answers["lan@x.test"] = ["550 <lan@x.test> unknown"]
    write_to("lan@x.test", event="e:1")
    drain()
    write_to("lan@x.test", "minh@x.test", event="e:2")
    write_to("lan@x.test", *(f"p{number}@x.test" for number in range(60)), event="e:3")
    erase_person("lan@x.test")
    expand_all()
    drain()
    assert "lan@x.test" not in sink.addresses()
    assert sink.addresses().count("minh@x.test") == 1
    traces = [*Notice.objects.values(), *Delivery.objects.values(), *Attempt.objects.values()]
    assert "lan@x.test" not in str(traces)
    assert not any("erased" in address for address in sink.addresses())
    assert not Notice.objects.filter(address__contains="erased").exists()
