"""The reference of a cold start: boto3 imported, one DynamoDB client made, nothing called."""

import boto3

boto3.client("dynamodb")
