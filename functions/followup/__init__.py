"""The rules of Interview Follow-Up: no boto3, no environment, no clock."""
