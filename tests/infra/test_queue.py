"""The queue: no message is worked on twice at once, none holds up others, none is lost unseen."""

from followup import limits
from tests.infra import template
from tests.infra.template import of_type


def test_a_message_stays_hidden_six_times_as_long_as_a_worker_runs() -> None:
    queue = of_type("AWS::SQS::Queue")["Queue"]

    assert queue["VisibilityTimeout"] >= 6 * limits.FUNCTION_TIMEOUT.total_seconds()
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": "QueueDeadLetters.Arn"}


def test_one_bad_message_does_not_send_its_batch_back() -> None:
    (mapping,) = of_type("AWS::Lambda::EventSourceMapping").values()

    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BatchSize"] == 10
    assert mapping["ScalingConfig"] == {"MaximumConcurrency": 2}


def test_a_batch_is_done_in_time_at_the_slowest_rate() -> None:
    (mapping,) = of_type("AWS::Lambda::EventSourceMapping").values()
    slowest = template.read()["Parameters"]["SendRate"]["MinValue"]

    longest_s = mapping["BatchSize"] * mapping["ScalingConfig"]["MaximumConcurrency"] / slowest
    assert longest_s <= 40


def test_what_cannot_be_handled_is_kept_for_two_weeks() -> None:
    queues = of_type("AWS::SQS::Queue")

    dead = {name for name, queue in queues.items() if "RedrivePolicy" not in queue}
    assert dead == {"QueueDeadLetters", "EventDeadLetters"}
    assert {queues[name]["MessageRetentionPeriod"] for name in dead} == {14 * 86_400}
    assert all(queue["SqsManagedSseEnabled"] for queue in queues.values())
