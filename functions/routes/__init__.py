"""The routes of the HTTP API, a file for each noun. A handler decodes the request, calls one use
case and encodes the result."""
