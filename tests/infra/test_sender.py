"""Who letters come from, and what SES is asked to do with them and to tell of them."""

from tests.infra import template
from tests.infra.template import Tree, of_type

DOMAIN = {"Fn::Select": [1, {"Fn::Split": ["@", {"Ref": "SenderAddress"}]}]}


def identity(name: str) -> Tree:
    return of_type("AWS::SES::EmailIdentity")[name]


def configuration_set() -> Tree:
    return of_type("AWS::SES::ConfigurationSet")["ConfigurationSet"]


def test_the_domain_signs_its_letters_with_keys_ses_rotates() -> None:
    domain = identity("DomainIdentity")

    assert domain["EmailIdentity"] == DOMAIN
    assert domain["DkimAttributes"] == {"SigningEnabled": True}
    assert domain["DkimSigningAttributes"] == {"NextSigningKeyLength": "RSA_2048_BIT"}


def test_bounces_go_to_a_name_below_the_senders() -> None:
    mail_from = identity("DomainIdentity")["MailFromAttributes"]["MailFromDomain"]

    outputs = template.read()["Outputs"]
    assert mail_from == {"Fn::Sub": ["bounce.${Domain}", {"Domain": DOMAIN}]}
    assert outputs["MailFromDomain"]["Value"] == mail_from


def test_every_dns_record_is_an_output() -> None:
    outputs = template.read()["Outputs"]

    of_domain = {name for name, each in outputs.items() if each.get("Condition")}
    keys = {f"Dkim{part}{n}" for part in ("Name", "Value") for n in (1, 2, 3)}
    assert of_domain == keys | {"MailFromDomain", "MailFromMx", "MailFromSpf"}


def test_what_is_verified_is_the_operators_choice() -> None:
    resources = template.read()["Resources"]
    choices = template.read()["Parameters"]["SenderIdentity"]["AllowedValues"]

    assert choices == ["domain", "address", "existing"]
    assert resources["DomainIdentity"]["Condition"] == "IsDomainIdentity"
    assert resources["AddressIdentity"]["Condition"] == "IsAddressIdentity"


def test_a_letter_that_bounces_is_mailed_to_nobody() -> None:
    of_both = [identity(name)["FeedbackAttributes"] for name in of_type("AWS::SES::EmailIdentity")]

    assert of_both == [{"EmailForwardingEnabled": False}] * 2


def test_no_letter_crosses_the_network_in_the_clear() -> None:
    assert configuration_set()["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}


def test_whoever_bounced_or_complained_is_not_mailed_again() -> None:
    suppression = configuration_set()["SuppressionOptions"]

    assert suppression == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}


def test_nobody_is_told_who_opened_or_clicked() -> None:
    (events,) = of_type("AWS::SES::ConfigurationSetEventDestination").values()

    wanted = {"send", "reject", "bounce", "complaint"}
    assert set(events["EventDestination"]["MatchingEventTypes"]) == wanted
    assert "TrackingOptions" not in configuration_set()


def test_feedback_hears_of_our_letters_only() -> None:
    (rule,) = of_type("AWS::Events::Rule").values()

    assert rule["EventPattern"] == {
        "source": ["aws.ses"],
        "detail": {"mail": {"tags": {"ses:configuration-set": [{"Ref": "ConfigurationSet"}]}}},
    }
    assert len(rule["Targets"]) == 1
