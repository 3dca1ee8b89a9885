"""The page on costs holds the numbers that prices, counts and the template give."""

from tests.bench import monthly
from tests.bench.costs import PRICES, RATE
from tests.infra.operator_pages import PAGES, section

PAGE = PAGES["costs.md"]
MOST = 5  # dollars a month with nothing to do


def test_both_tables_are_the_computed_ones() -> None:
    assert monthly.floor_table() in PAGE
    assert monthly.month_table() in PAGE


def test_a_month_with_nothing_to_do_costs_little() -> None:
    assert sum(line.alone for line in monthly.floor()) <= MOST


def test_where_nothing_is_free_the_page_says_what_to_leave_out() -> None:
    text = section("costs.md", "A month with nothing to do")

    spared = monthly.dollars(monthly.spare_alarms() * PRICES["alarm_month"])
    assert monthly.reduced() <= MOST
    assert f"The dashboard saves {monthly.dollars(PRICES['dashboard_month'])}" in text
    assert (
        f"the {monthly.spare_alarms()} alarms whose names end in `-throttles` save {spared}" in text
    )
    assert f"Then it is {monthly.dollars(monthly.reduced())}." in text


def test_what_was_assumed_is_said() -> None:
    assert f"{monthly.letters()} e-mails (one to confirm, {monthly.REMINDERS} reminders)" in PAGE
    assert f"{monthly.calls()} requests to the service" in PAGE
    assert f"{monthly.FILES} files of the site with {monthly.MEGABYTES} MB" in PAGE
    assert f"{monthly.KEPT_MONTHS} months in the table" in PAGE
    assert f"{monthly.API_SECONDS} seconds for each request to the service" in PAGE
    assert f"{monthly.SHORT_SECONDS} seconds for each report of SES" in PAGE
    assert f"{monthly.LOG_BYTES:,} bytes of log" in PAGE
    assert f"at {RATE} a second" in PAGE


def test_the_first_sentences_name_the_sums() -> None:
    whole = [round(sum(monthly.month(size).values()) + monthly.ses(size)) for size in monthly.SIZES]
    lead = PAGE.partition("# What does it cost?")[2]

    floor = round(sum(line.alone for line in monthly.floor()))
    assert (
        f"costs about ${floor} a month, and 10,000 active follow-ups cost about ${whole[1]}."
        in lead
    )


def test_the_prices_have_one_date_and_one_place() -> None:
    year, month = PRICES["date"].split("-")

    assert (month, f"September {year}" in PAGE) == ("09", True)
    assert "US East (N. Virginia)" in PRICES["source"]


def test_the_page_says_that_nobody_opened_the_price_list() -> None:
    text = section("costs.md", "Where the prices are from")

    assert "was not opened" in PRICES["source"]
    assert "did not open the price list" in text
    assert "before you rely on a sum" in text


def test_the_free_requests_of_the_cdn_are_enough_for_as_many_as_it_says() -> None:
    each = monthly.FILES + monthly.calls()

    assert f"up to about {10_000_000 // each // 1000 * 1000:,} follow-ups" in PAGE
