"""The cache that rocrate-validator reads where there is no network, filled with the context of RO-Crate 1.2:

    warm.py CACHE CONTEXT.json      CACHE without its ending (.sqlite)
"""
import io
import sys

import requests
import requests_cache
import urllib3

ADDRESS = "https://w3id.org/ro/crate/1.2/context"
ACCEPTS = "application/ld+json, application/json, */*;q=0.1"


def main():
    session = requests_cache.CachedSession(cache_name=sys.argv[1], backend="sqlite", expire_after=-1, allowable_methods=("GET",))
    with open(sys.argv[2], "rb") as file:
        context = file.read()
    answer = requests.models.Response()
    answer.status_code, answer.reason, answer.url, answer.encoding = 200, "OK", ADDRESS, "utf-8"
    answer.headers["Content-Type"] = "application/ld+json"
    answer.request = requests.Request("GET", ADDRESS, headers={"Accept": ACCEPTS}).prepare()
    answer.raw = urllib3.HTTPResponse(body=io.BytesIO(context), headers=answer.headers, status=200, preload_content=False)
    session.cache.save_response(answer, cache_key=session.cache.create_key(answer.request))


main()
