"""The sending switch: an SSM parameter that a deploy leaves alone."""

from infra.operate.account import Account

ON, OFF = "on", "off"


def is_on(account: Account, name: str) -> bool:
    found = account.client("ssm").get_parameter(Name=name)["Parameter"]["Value"]
    return str(found).strip().lower() == ON


def turn(account: Account, name: str, to: str) -> bool:
    """False: it stood there already."""
    if is_on(account, name) == (to == ON):
        return False
    account.client("ssm").put_parameter(Name=name, Value=to, Type="String", Overwrite=True)
    return True
