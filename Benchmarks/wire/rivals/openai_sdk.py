"""Many small requests by OpenAI's own client: openai_sdk.py BASE-URL REQUESTS CONCURRENCY"""

import asyncio
import json
import sys

from openai import AsyncOpenAI

url, requests, concurrency = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
schema = {
    "title": "Invoice", "type": "object", "additionalProperties": False, "required": ["number", "total"],
    "properties": {"number": {"type": "string"}, "total": {"type": "number"}},
}


async def main():
    gate = asyncio.Semaphore(concurrency)
    async with AsyncOpenAI(base_url=url, api_key="none") as client:

        async def ask(number):
            async with gate:
                answer = await client.chat.completions.create(
                    model="m", max_tokens=8192, temperature=0,
                    messages=[
                        {"role": "system", "content": "Extract the record from the document as JSON."},
                        {"role": "user", "content": f"Invoice INV-{number}\n\nTotal 12.50 EUR"},
                    ],
                    response_format={"type": "json_schema", "json_schema": {"name": "invoice", "schema": schema}})
                return json.loads(answer.choices[0].message.content)["number"] == f"INV-{number}"

        right = await asyncio.gather(*(ask(number) for number in range(requests)))
        print(sum(right), "answered")


asyncio.run(main())
