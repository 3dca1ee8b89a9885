"""What infra/site.yaml promises: private files, one address, and an API that knows its CDN."""

import re
from typing import Any

import pytest

from followup.origin import SECRET_HEADER
from infra import pages
from tests.infra import template
from tests.infra.template import SITE, Tree, of_type

TREE = template.read(SITE)
RESOURCES = TREE["Resources"]
# Of Amazon's own making (CloudFront developer guide, "Use managed cache policies" and
# "Use managed origin request policies").
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"


def cdn() -> Tree:
    return dict(RESOURCES["Distribution"]["Properties"]["DistributionConfig"])


def origin(name: str) -> Tree:
    """One of the two, with or without its condition."""
    origins = [each["Fn::If"][1] if "Fn::If" in each else each for each in cdn()["Origins"]]
    [found] = [each for each in origins if each["Id"] == name]
    return dict(found)


def behavior(pattern: str) -> Tree:
    [found] = [b for b in cdn()["CacheBehaviors"]["Fn::If"][1] if b["PathPattern"] == pattern]
    return dict(found)


def headers_of(policy: str) -> dict[str, Any]:
    """Field names as a browser sees them, with their values."""
    config = RESOURCES[policy]["Properties"]["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    custom = config.get("CustomHeadersConfig", {"Items": []})["Items"]
    assert all(each["Override"] for each in [*security.values(), *custom])
    return {
        "Content-Security-Policy": security["ContentSecurityPolicy"]["ContentSecurityPolicy"],
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "X-Content-Type-Options": "nosniff" if "ContentTypeOptions" in security else "",
    } | {each["Header"]: each["Value"] for each in custom}


def test_pages_carry_the_header_fields_of_the_build() -> None:
    built = pages.headers("default-src 'none'")["/*"]

    wanted = built | {"Content-Security-Policy": {"Ref": "ContentSecurityPolicy"}}
    assert headers_of("PageHeaders") == wanted


def test_nothing_in_an_answer_of_the_api_may_run() -> None:
    policy = headers_of("ApiHeaders")["Content-Security-Policy"]

    assert policy == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("policy", ["PageHeaders", "ApiHeaders"])
def test_browsers_come_back_by_tls_only(policy: str) -> None:
    config = RESOURCES[policy]["Properties"]["ResponseHeadersPolicyConfig"]

    strict = config["SecurityHeadersConfig"]["StrictTransportSecurity"]
    assert strict["AccessControlMaxAgeSec"] >= 31_536_000
    assert not strict["IncludeSubdomains"]


def test_the_files_are_read_by_this_cdn_alone() -> None:
    [bucket] = of_type("AWS::S3::Bucket", SITE).values()
    [policy] = of_type("AWS::S3::BucketPolicy", SITE).values()
    allowed, refused = policy["PolicyDocument"]["Statement"]

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert (allowed["Effect"], allowed["Action"]) == ("Allow", "s3:GetObject")
    assert "${Distribution}" in str(allowed["Condition"]["StringEquals"]["aws:SourceArn"])
    assert (refused["Effect"], refused["Condition"]) == (
        "Deny",
        {"Bool": {"aws:SecureTransport": "false"}},
    )
    assert origin("site")["OriginAccessControlId"] == {"Fn::GetAtt": "BucketAccess.Id"}


def test_the_api_is_shown_the_secret_under_the_name_it_looks_for() -> None:
    [header] = origin("api")["OriginCustomHeaders"]

    assert header["HeaderName"].lower() == SECRET_HEADER
    assert header["HeaderValue"] == {"Ref": "OriginSecret"}
    assert TREE["Parameters"]["OriginSecret"]["NoEcho"] is True
    assert origin("api")["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"


def test_nothing_of_the_api_is_kept_but_the_plan() -> None:
    api, plan = behavior("/api/*"), behavior("/api/plan")
    kept = RESOURCES["PlanCache"]["Properties"]["CachePolicyConfig"]

    assert api["CachePolicyId"] == CACHING_DISABLED
    assert api["OriginRequestPolicyId"] == ALL_VIEWER_EXCEPT_HOST
    assert plan["CachePolicyId"] == {"Ref": "PlanCache"}
    assert kept["MinTTL"] == 0
    assert kept["MaxTTL"] == 60
    key = kept["ParametersInCacheKeyAndForwardedToOrigin"]
    assert key["QueryStringsConfig"] == {"QueryStringBehavior": "all"}
    assert key["CookiesConfig"] == {"CookieBehavior": "none"}


def test_the_plan_is_looked_for_before_the_rest_of_the_api() -> None:
    patterns = [each["PathPattern"] for each in cdn()["CacheBehaviors"]["Fn::If"][1]]

    assert patterns == ["/api/plan", "/api/*"]


def test_what_counts_by_address_is_told_the_viewers() -> None:
    [told] = behavior("/api/*")["FunctionAssociations"]

    assert told["EventType"] == "viewer-request"
    assert told["FunctionARN"] == {"Fn::GetAtt": "ApiFunction.FunctionMetadata.FunctionARN"}


def test_the_apis_own_faults_reach_the_page_at_once() -> None:
    """CloudFront replaces bodies for the whole distribution, and keeps faults for 10 seconds."""
    answers = {each["ErrorCode"]: each for each in cdn()["CustomErrorResponses"]}

    replaced = {code for code, each in answers.items() if "ResponsePagePath" in each}
    assert replaced == {403}
    assert answers[403]["ResponseCode"] == 404
    assert {answers[code]["ErrorCachingMinTTL"] for code in answers if code != 403} == {0}
    # Those it always keeps (developer guide, "How CloudFront caches error responses").
    assert {404, 500, 502, 503, 504} <= answers.keys()


def test_every_page_is_sent_by_tls_small_and_by_its_index() -> None:
    site = cdn()["DefaultCacheBehavior"]
    certificate = cdn()["ViewerCertificate"]["Fn::If"][1]

    assert site["ViewerProtocolPolicy"] == "redirect-to-https"
    assert site["Compress"] is True
    assert site["CachePolicyId"] == CACHING_OPTIMIZED
    assert site["FunctionAssociations"][0]["EventType"] == "viewer-request"
    assert certificate["MinimumProtocolVersion"] == "TLSv1.2_2021"
    assert cdn()["HttpVersion"] == "http2and3"


def test_without_the_service_there_is_no_api() -> None:
    """Then no parameter of the service is needed either."""
    parts = ("ApiHeaders", "ApiFunction", "PlanCache")
    needed = {name for name, each in TREE["Parameters"].items() if "Default" not in each}

    assert {RESOURCES[part]["Condition"] for part in parts} == {"HasApi"}
    assert cdn()["CacheBehaviors"]["Fn::If"][::2] == ["HasApi", {"Ref": "AWS::NoValue"}]
    assert needed == {"ContentSecurityPolicy"}


def test_the_stack_waits_for_no_certificate() -> None:
    assert not of_type("AWS::CertificateManager::Certificate", SITE)
    assert cdn()["Aliases"]["Fn::If"][0] == "HasDomain"


@pytest.mark.parametrize("name", sorted(TREE["Parameters"]))
def test_a_parameter_says_what_it_is_and_what_it_takes(name: str) -> None:
    parameter = TREE["Parameters"][name]

    assert parameter["Description"].endswith(".")
    assert parameter.keys() & {"AllowedPattern", "AllowedValues"}
    assert "Default" not in parameter or is_allowed(parameter, parameter["Default"])


def is_allowed(parameter: Tree, value: str) -> bool:
    if "AllowedValues" in parameter:
        return value in parameter["AllowedValues"]
    return bool(re.fullmatch(parameter["AllowedPattern"], value))


@pytest.mark.parametrize(
    ("parameter", "good", "bad"),
    [
        ("ApiDomain", "abc123.execute-api.eu-central-1.amazonaws.com", "https://abc123.example"),
        ("Domain", "follow-up.example.com", "https://follow-up.example.com/"),
        ("Domain", "example.com", "example"),
        ("OriginSecret", "a" * 64, "a b" * 20),
        (
            "CertificateArn",
            "arn:aws:acm:us-east-1:123456789012:certificate/0a1b-2c",
            "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b-2c",
        ),
        (
            "ContentSecurityPolicy",
            pages.headers(pages.policy([pages.hash_of("a")]))["/*"]["Content-Security-Policy"],
            "default-src *",
        ),
        (
            "ContentSecurityPolicy",
            "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
            "default-src 'none'; script-src 'self'\r\nSet-Cookie: a; frame-ancestors 'none'",
        ),
    ],
)
def test_a_parameter_is_checked_before_anything_is_made(
    parameter: str, good: str, bad: str
) -> None:
    assert is_allowed(TREE["Parameters"][parameter], good)
    assert not is_allowed(TREE["Parameters"][parameter], bad)
