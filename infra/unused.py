"""What no function loads, and so is not shipped: whole files and folders, by name. Nothing is
changed in what stays. Nor are docstrings, but for a few modules.

The tests run every function on what is left, alone in an interpreter (tests/infra/running/).
"""

# botocore carries a description of every AWS service; these are the ones the functions call.
SERVICES = frozenset({"dynamodb", "secretsmanager", "sesv2", "sqs", "ssm"})

# Each line says who would have wanted it.
UNUSED = (
    "bin/*",  # command lines, as the next lines
    "*/__main__.py",
    "*/cli.py",
    "*/tests/*",
    "*/test_cases.py",
    "*.pyi",  # type checkers, as the next two
    "*/py.typed",
    "pydantic/mypy.py",
    "*.c",  # sources of what is compiled
    # boto3.resource, transfers to S3 and the CRT; the functions use plain clients.
    "boto3/data/*",
    "boto3/examples/*",
    "boto3/dynamodb/*",
    "boto3/ec2/*",
    "boto3/s3/*",
    "boto3/crt.py",
    "botocore/crt/auth.py",
    "botocore/stub.py",
    "s3transfer/crt.py",
    "s3transfer/processpool.py",
    "botocore/data/dynamodb/2011-12-05/*",  # a version of its API before this one
    "botocore/data/*/examples-1.json",  # documentation
    # Whole descriptions of services: the functions read the short ones (infra/descriptions.py). That
    # of DynamoDB stays, because the client they are compared with in the benchmarks reads it.
    "botocore/data/secretsmanager/*/service-2.json.gz",
    "botocore/data/sesv2/*/service-2.json.gz",
    "botocore/data/sqs/*/service-2.json.gz",
    "botocore/data/ssm/*/service-2.json.gz",
    # Powertools: pages for people who read an API, and parts of it nobody calls.
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.js",
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.css",
    "aws_lambda_powertools/metrics/provider/datadog/*",
    "aws_lambda_powertools/utilities/auth_alpha/*",
    "aws_lambda_powertools/utilities/circuit_breaker/*",
    "aws_lambda_powertools/utilities/data_masking/*",
    "aws_lambda_powertools/utilities/feature_flags/*",
    "aws_lambda_powertools/utilities/idempotency/*",
    "aws_lambda_powertools/utilities/kafka/*",
    "aws_lambda_powertools/utilities/metadata/*",
    "aws_lambda_powertools/utilities/parameters/*",
    "aws_lambda_powertools/utilities/streaming/*",
    "aws_lambda_powertools/utilities/validation/*",
    # email-validator asks DNS only where deliverability is to be checked.
    "dns/*",
    "dnspython-*",
    # Names of pydantic 1, and what is tried out.
    "pydantic/v1/*",
    "pydantic/experimental/*",
    "pydantic/color.py",
    # Templates are compiled into the zip; nobody writes or debugs one there.
    "jinja2/ext.py",
    "jinja2/sandbox.py",
    "jinja2/nativetypes.py",
    # urllib3 in a browser, through a SOCKS proxy, or on OpenSSL bindings of its own.
    "urllib3/contrib/emscripten/*",
    "urllib3/contrib/socks.py",
    "urllib3/contrib/pyopenssl.py",
    "idna/codec.py",
    # Time zones come from tzdata, by name; the tables of all names are for other programs.
    "dateutil/zoneinfo/*.gz",
    "tzdata/zoneinfo/*.tab",
    "tzdata/zoneinfo/*.zi",
    "tzdata/zoneinfo/leapseconds",
    # The installer's notes: licence, authors, files. No function asks for them, and some differ
    # from machine to machine.
    "*.dist-info/*",
)

# These keep their docstrings: `dataclasses` makes one up where there is none, at each start, and
# that takes longer than to read it.
DOCUMENTED = (
    "annotated_types/__init__.py",
    "pydantic/_internal/_decorators.py",
    "pydantic/aliases.py",
    "pydantic/functional_validators.py",
    "pydantic/types.py",
)
