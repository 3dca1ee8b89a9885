"""`make deploy`: checks, builds, and brings both stacks and the site up to date.

The site's stack stands before the service, whose letters need its address, and is changed after
it, since the CDN is told where the service is. So the very first deploy asks three times.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from infra import bundle
from infra.operate import buckets, certificates, keys, layers, records, smoke, upload
from infra.operate.account import CDN_REGION, Account
from infra.operate.refusal import Failed
from infra.operate.saying import say, step
from infra.operate.settings import Settings
from infra.operate.site import build_site
from infra.operate.stacks import Change, Stack, apply
from infra.operate.texts import check_texts
from infra.site_headers import PolicyDiffers, policy_of

INFRA = layers.ROOT / "infra"
PLACEHOLDER = "https://example.com"  # where no stack has told the address yet


@dataclass
class Deploy:
    """One run. `asks`: the operator agrees to each change set. `target`: what the zip is for.
    `ask`: how the site is reached afterwards; None where no CDN answers."""

    settings: Settings
    account: Account
    out: Path
    asks: bool
    target: str = "arm64"
    ask: smoke.Ask | None = smoke.ask
    patience_s: float = smoke.PATIENCE_S

    def __post_init__(self) -> None:
        check_texts(self.settings.folder / "templates")
        self.out.mkdir(parents=True, exist_ok=True)
        self.layers = layers.lay(self.settings, self.out)
        self.site = Stack(self.account, self.settings.site_stack, CDN_REGION)
        self.service = Stack(self.account, self.settings.stack, self.account.region)

    def run(self, *, is_dry: bool = False) -> None:
        with step("Zipping the functions"):
            code = self._zip() if self.settings.has_service else None
        if code and not self.account.is_local:
            say(bundle.remark(self.target))
        with step("Building the site"):
            self._build(self._named_url())
        if is_dry:
            say("Everything up to the first call of AWS went well. Nothing was deployed.")
            return
        say(f"Deploying stage {self.settings.stage} to the AWS account {self.account.number}.")
        self._check_running()
        arn = self._certificate()
        if not self.site.find_outputs():
            self._deploy_site("", "", arn)
        url = self._url(arn)
        service = self._deploy_service(code, url) if code else {}
        secret = keys.showable(self.account, service["OriginSecretArn"]) if service else ""
        if url != self._named_url():
            with step("Building the site for its address"):
                self._build(url)
        self._deploy_site(service.get("ApiDomain", ""), secret, arn)
        self._upload()
        # Before the questions: where a record is missing, the site cannot answer them.
        records.show(self.settings, self.account, self.site.outputs(), service)
        self._test(url)

    def policy(self) -> str:
        """The content security policy of the built site. Raises Failed where it would break a page."""
        try:
            return policy_of(self.out / "site")
        except PolicyDiffers as fault:
            raise Failed(str(fault)) from fault

    def _check_running(self) -> None:
        """Letters of a service whose site has no API any more, or another one, would lead nowhere."""
        settings = self.settings
        for region in self._regions_of_service():
            runs = f"{settings.stack} still runs in {region}"
            if not settings.has_service:
                raise Failed(
                    f"Reminders are off in the settings, and {runs}. Remove it first "
                    f"(make destroy STAGE={settings.stage}), or write pilot or on again. Nothing was changed."
                )
            if region != self.account.region:
                raise Failed(
                    f"The settings name the region {self.account.region}, and {runs}. Write "
                    f"{region} again: people and their data do not move. Nothing was changed."
                )

    def _regions_of_service(self) -> list[str]:
        """Where it runs: in the region of the settings, and where the CDN looks for its API."""
        api = self.site.parameters().get("ApiDomain", "")  # <id>.execute-api.<region>.…
        regions = {self.settings["region"], *api.split(".")[2:3]} - {""}
        stacks = [Stack(self.account, self.settings.stack, region) for region in sorted(regions)]
        return [stack.region for stack in stacks if stack.find_outputs()]

    def _zip(self) -> Path:
        return bundle.build(self.target, functions=self.layers.functions, out=self.out)

    def _build(self, url: str) -> None:
        build_site(self.settings, self.layers, url, self.out / "site")

    def _named_url(self) -> str:
        domain = self.settings["domain"]
        return f"https://{domain}" if domain else PLACEHOLDER

    def _certificate(self) -> str:
        """The ARN of the one that is issued; empty where there is none (yet)."""
        domain = self.settings["domain"]
        if not domain:
            return ""
        found = certificates.find(self.account, domain) or certificates.ask_for(
            self.account, domain
        )
        return found.arn if found.is_issued else ""

    def _url(self, certificate: str) -> str:
        """What works today: the domain only once its certificate is there."""
        outputs = self.site.outputs()
        return self._named_url() if certificate else f"https://{outputs['CdnDomain']}"

    def _deploy_service(self, code: Path, url: str) -> dict[str, str]:
        settings = self.settings
        bucket = buckets.make(settings, self.account, self.account.region)
        key = f"functions-{bundle.digest(code)}.zip"
        with step("Uploading the functions"):
            buckets.put_code(self.account, bucket, code, key)
        given = {
            "Reminders": settings["reminders"],
            "CodeBucket": bucket,
            "CodeKey": key,
            "SiteUrl": url,
            "SenderAddress": settings["sender"],
            "SenderName": settings["sender_name"],
            "SenderIdentity": settings["sender_identity"],
            "ReplyTo": settings["contact"],
            "SendRate": settings["send_rate"],
            "CampusNetworkLimit": settings["network_limit"],
            "AlarmAddress": settings["alarms"],
            "MonthlyBudget": settings["monthly_budget"],
            "ApiConcurrency": settings["api_concurrency"],
        }
        change = Change(self.service, INFRA / "template.yaml", given, bucket, self.out)
        apply(change, asks=self.asks)
        return self.service.outputs()

    def _deploy_site(self, api: str, secret: str, certificate: str) -> None:
        given = {
            "ApiDomain": api,
            "OriginSecret": secret,
            "Domain": self.settings["domain"] if certificate else "",
            "CertificateArn": certificate,
            "ContentSecurityPolicy": self.policy(),
            "PriceClass": self.settings["price_class"],
        }
        bucket = buckets.make(self.settings, self.account, CDN_REGION)
        apply(Change(self.site, INFRA / "site.yaml", given, bucket, self.out), asks=self.asks)

    def _upload(self) -> None:
        outputs = self.site.outputs()
        now = datetime.now(UTC)
        with step("Uploading the site"):
            done = upload.upload(self.account, outputs["SiteBucket"], self.out / "site", now)
        say(f"Files sent: {len(done.sent)}. Files removed: {len(done.removed)}.")
        if done.sent or done.removed:
            self.account.client("cloudfront").create_invalidation(
                DistributionId=outputs["DistributionId"],
                InvalidationBatch={
                    "Paths": {"Quantity": 1, "Items": ["/*"]},
                    "CallerReference": now.isoformat(),
                },
            )

    def _test(self, url: str) -> None:
        if self.ask is None:
            say("It is deployed. The CDN of an emulator answers nobody, so the site was not asked.")
            return
        with step("Asking the site"):
            faults = smoke.find_faults(
                url,
                name=self.settings["operator"],
                day=f"{datetime.now(UTC):%Y-%m-%d}",
                has_service=self.settings.has_service,
                patience_s=self.patience_s,
                ask=self.ask,
            )
        if faults:
            raise Failed("\n".join(["It is deployed, and something does not answer:", *faults]))
        say(f"It works: {url}")
